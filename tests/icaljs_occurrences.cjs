// Expands iCalendar files with ical.js and prints every occurrence that it finds.
// usage: node icaljs_occurrences.cjs MODULE FILE… ; one JSON object on standard output, FILE to occurrences.
"use strict";
const fs = require("node:fs");
const ICAL = require(process.argv[2]);
const instant = (time) => (time.isDate ? time.toString() : time.toUnixTime());
const read = {};
for (const file of process.argv.slice(3)) {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const components = calendar.getAllSubcomponents("vevent");
  const uid = (one) => one.getFirstPropertyValue("uid");
  const heads = components.filter((one) => !one.hasProperty("recurrence-id"));
  const events = heads.map((head) => {
    const own = components.filter((one) => one.hasProperty("recurrence-id") && uid(one) === uid(head));
    return new ICAL.Event(head, { strictExceptions: true, exceptions: own });
  });
  const found = (event, start) => ({
    summary: event.summary,
    location: event.location ?? "",
    status: event.component.getFirstPropertyValue("status"),
    start: instant(start),
  });
  read[file] = events.flatMap((event) => {
    if (!event.isRecurring()) return [found(event, event.startDate)];
    const days = [];
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const details = event.getOccurrenceDetails(next);
      days.push(found(details.item, details.startDate));
    }
    return days;
  });
}
process.stdout.write(JSON.stringify(read));
