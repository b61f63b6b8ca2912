// Expands iCalendar files with node-ical and prints every occurrence that it finds.
// usage: node nodeical_occurrences.cjs MODULE FILE… ; one JSON object on standard output, FILE to occurrences.
"use strict";
const nodeIcal = require(process.argv[2]);
const two = (number) => String(number).padStart(2, "0");
const from = new Date(Date.UTC(2000, 0, 1));
const to = new Date(Date.UTC(2040, 0, 1));
const day = (moment) => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
const read = {};
for (const file of process.argv.slice(3)) {
  read[file] = Object.values(nodeIcal.sync.parseFile(file))
    .filter((entry) => entry.type === "VEVENT")
    .flatMap((entry) => nodeIcal.expandRecurringEvent(entry, { from, to, includeOverrides: true, excludeExdates: true }))
    .map((one) => ({
      summary: one.summary,
      location: one.event.location ?? "",
      status: one.event.status,
      start: one.isFullDay ? day(one.start) : one.start.getTime() / 1000,
    }));
}
process.stdout.write(JSON.stringify(read));
