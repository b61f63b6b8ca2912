// Reads iCalendar files with ical.js and prints what it understood.
// usage: node icaljs_reader.cjs MODULE FILE… ; one JSON object on standard output, FILE to entries.
"use strict";
const fs = require("node:fs");
const ICAL = require(process.argv[2]);
const warnings = [];
console.warn = (...words) => warnings.push(words.join(" "));
const read = {};
for (const file of process.argv.slice(3)) {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  read[file] = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component, { strictExceptions: true, exceptions: [] });
    const instant = (time) => (time.isDate ? time.toString() : time.toUnixTime());
    return {
      uid: event.uid,
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status"),
      summary: event.summary,
      description: event.description,
      location: event.location,
      zone: event.startDate.isDate ? "" : event.startDate.zone.tzid,
      start: instant(event.startDate),
      end: instant(event.endDate),
    };
  });
}
process.stdout.write(JSON.stringify({ read, warnings }));
