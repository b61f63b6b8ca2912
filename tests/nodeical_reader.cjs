// Reads iCalendar files with node-ical and prints what it understood.
// usage: node nodeical_reader.cjs MODULE FILE… ; one JSON object on standard output, FILE to entries.
"use strict";
const nodeIcal = require(process.argv[2]);
const two = (number) => String(number).padStart(2, "0");
const instant = (moment) => {
  if (!moment) return null;
  return moment.dateOnly
    ? `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
    : moment.getTime() / 1000;
};
const read = {};
for (const file of process.argv.slice(3)) {
  const entries = Object.values(nodeIcal.sync.parseFile(file));
  read[file] = entries
    .filter((entry) => entry.type === "VEVENT")
    .map((entry) => ({
      uid: entry.uid,
      summary: entry.summary,
      location: entry.location ?? "",
      status: entry.status,
      start: instant(entry.start),
    }));
}
process.stdout.write(JSON.stringify(read));
