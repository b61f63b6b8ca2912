// Reads feeds with feedsmith and rss-parser and prints what each of them understood.
// usage: node feeds_reader.mjs NODE_MODULES FILE… ; one JSON object on standard output, FILE to entries.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/x.js`));
const { parseFeed } = await import(pathToFileURL(require.resolve("feedsmith")));
const Parser = require("rss-parser");
const parser = new Parser({
  customFields: { item: [["dc:creator", "creators", { keepArray: true }]] },
});

const instant = (text) => (text ? new Date(text).toISOString() : "");
const names = (people) => (people ?? []).map((person) => person.name);
const filesOf = (list) => (list ?? []).map((file) => [file.url, file.type, Number(file.length)]);

const readers = {
  rss: (feed) =>
    (feed.items ?? []).map((item) => ({
      id: item.guid.value,
      title: item.title,
      url: item.link,
      published: instant(item.pubDate),
      updated: instant(item.atom?.updated ?? item.pubDate),
      people: item.dc?.creators ?? [],
      categories: names(item.categories),
      summary: item.description,
      content: item.content?.encoded,
      pictures: (item.media?.contents ?? []).map((picture) => [picture.url, picture.title?.value]),
      enclosures: filesOf(item.enclosures),
    })),
  atom: (feed) =>
    (feed.entries ?? []).map((entry) => ({
      id: entry.id,
      title: entry.title.value,
      url: entry.links[0].href,
      published: instant(entry.published),
      updated: instant(entry.updated),
      people: names(entry.authors),
      categories: (entry.categories ?? []).map((category) => category.label),
      summary: entry.summary.value,
      content: entry.content.value,
      pictures: (entry.media?.contents ?? []).map((picture) => [picture.url, picture.title?.value]),
      enclosures: entry.links
        .filter((link) => link.rel === "enclosure")
        .map((link) => [link.href, link.type, Number(link.length ?? 0)]),
    })),
  json: (feed) =>
    (feed.items ?? []).map((item) => ({
      id: item.id,
      title: item.title,
      url: item.url,
      published: instant(item.date_published),
      updated: instant(item.date_modified),
      people: names(item.authors),
      categories: item.tags ?? [],
      summary: item.summary,
      content: item.content_html,
      pictures: item.image ? [[item.image]] : [],
      enclosures: (item.attachments ?? []).map((file) => [file.url, file.mime_type, file.size_in_bytes ?? 0]),
    })),
};

async function secondly(text) {
  if (text.startsWith("{")) return null;
  const feed = await parser.parseString(text);
  return feed.items.map((item) => ({
    title: item.title,
    url: item.link,
    published: item.isoDate,
    content: item["content:encoded"] ?? item.content,
  }));
}

const read = {};
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const { format, feed } = parseFeed(text);
  read[file] = { format, title: feed.title.value ?? feed.title, entries: readers[format](feed), again: await secondly(text) };
}
process.stdout.write(JSON.stringify(read));
