//! Days as they stand in files that have a type for them.

/// Whether `date` is a day of the calendar in ISO 8601's long form, `2022-01-31`: a valid xsd:date.
pub(super) fn is_day(date: &str) -> bool {
    date.len() == 10 && date.parse::<jiff::civil::Date>().is_ok()
}
