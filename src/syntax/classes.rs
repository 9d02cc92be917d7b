//! The word classes that the rules above the tree turn on, by lemma; what they are stands in `schema/classes.toml`.

use crate::schema::word_classes;

word_classes! {
    "syntax":
    pub(super) joins_names = joins_names,
    pub(super) names_event = event_name,
    pub(super) names_site = site_name,
    pub(super) named_after = named_after,
    pub(super) ends_company = ends_company,
    pub(super) united_for = united_for,
    pub(super) is_subject_control = subject_control,
    pub(crate) is_object_control = object_control,
    pub(super) is_appeal = appeal,
    pub(crate) is_of_will = of_will,
    pub(super) is_charge = charge,
    pub(super) is_quoting = quoting,
    pub(super) is_thwarting = thwarting,
    pub(super) is_asking = asking,
    pub(super) is_undertaking = undertaking,
    pub(super) is_saying = saying,
    pub(super) is_addressing = addressing,
    pub(super) is_time = time,
    pub(super) is_circumstance = circumstance,
    pub(super) is_election = election,
    pub(super) is_person = person,
}
