//! The word classes that this room's rules turn on, most by lemma; what they are stands in `schema/classes.toml`. Names
//! (countries, bodies, titles) are the gazetteer's.

use crate::schema::word_classes;

word_classes! {
    "entity":
    pub(super) is_spread = spread,
    pub(super) is_direction = direction,
    pub(super) is_continental = continental,
    pub(super) is_world_part = world_part,
    pub(super) is_siding = siding,
    pub(super) takes_actor = takes_actor,
    pub(super) is_scenery = scenery,
    pub(super) is_attitude = attitude,
    pub(super) is_urban = urban,
    pub(super) is_directed = directed,
    pub(super) is_about_actor = about_actor,
    pub(super) is_aimed = aimed,
    pub(super) is_missive = missive,
    pub(super) is_sending = sending,
    pub(super) is_crowd = crowd,
    pub(super) is_whereabouts = whereabouts,
    pub(super) is_posted = posted,
    pub(super) is_branding = branding,
    pub(super) is_wing = wing,
    pub(super) is_of_rights = of_rights,
    pub(super) is_another = another,
    pub(super) is_judging = judging,
    pub(super) is_said_of = said_of,
    pub(super) is_organ = organ,
    pub(super) is_at_home = at_home,
    pub(super) is_present = present,
    pub(super) is_appointing = appointing,
    pub(super) is_anybody = anybody,
    pub(super) is_wanting = wanting,
    pub(super) is_issued = issued,
    pub(super) is_receiving = receiving,
    pub(super) is_of_force = of_force,
    pub(super) is_force = force,
    pub(super) is_past = past,
    pub(super) is_apart = apart,
    pub(super) is_of_part = of_part,
    pub(super) is_call_sign = call_sign,
    pub(super) is_matter = matter,
    pub(super) is_cultural = cultural,
    pub(super) is_of_language = of_language,
    pub(super) is_spoken = spoken,
    pub(super) is_state_actor = state_actor,
    pub(super) is_bare_actor = bare_actor,
    pub(super) is_commanding = commanding,
    pub(super) is_own = own,
    pub(crate) is_harm = harm,
    pub(crate) is_unofficial = unofficial,
    pub(super) is_over_own = over_own,
    pub(super) is_other_name = other_name,
    pub(super) tells_name = telling_name,
    pub(super) is_press = press,
    pub(super) is_monarch = monarch,
    pub(super) is_delegation = delegation,
    pub(super) judges_conduct = judging_conduct,
    pub(super) is_given_royal = given_royal,
    pub(super) is_opposed = opposed,
    pub(super) is_staff = staff,
    pub(super) is_arbiter = arbiter,
    pub(super) is_militant = militant,
    pub(super) is_leading = leading,
    pub(super) is_leaving = leaving,
    pub(super) is_dying = dying,
    pub(super) is_land = land,
    pub(super) is_regional_land = regional_land,
    pub(super) is_part_of_region = part_of_region,
    pub(super) is_describing = describing,
    pub(super) is_fighters = fighters,
    pub(super) is_kingdom = kingdom,
    pub(super) is_crown = crown,
    pub(super) is_position = position,
    pub(super) is_assault = assault,
    pub(super) is_travel = travel,
    pub(super) is_journey = journey,
    pub(super) is_vessel = vessel,
    pub(super) is_storm = storm,
    pub(super) is_judicial = judicial,
    pub(super) is_affiliate = affiliate,
    pub(super) is_envoy = envoy,
    pub(super) is_ruling = ruling,
    pub(super) is_creed = creed,
    pub(super) is_neutral = neutral,
    pub(super) is_partisan = partisan,
    pub(super) is_speech = speech,
    pub(super) is_kin = kin,
    pub(super) is_address = address,
    pub(super) is_generic_part = generic_part,
    pub(super) is_body = body,
    pub(super) is_group = group,
    pub(super) is_thing = thing,
    pub(super) is_human = human,
    pub(super) is_male = male,
    pub(super) is_female = female,
    pub(super) is_folk = folk,
    pub(super) is_firm = firm,
    pub(super) is_kind_of_thing = kind_of_thing,
    pub(super) is_namesake = namesake,
    pub(super) is_settlement = settlement,
    is_never_bearer = never_bearer,
    is_other_bearer = other_bearer,
    ;
    bearer_endings, halves, holding, office_words, regions
}

/// The codes of the two states of a land that `word` names in the plural ("koreas").
pub(super) fn halves_of(word: &str) -> Option<Vec<&'static str>> {
    let entry = CLASSES.halves.iter().find_map(|entry| entry.strip_prefix(word)?.strip_prefix(':'))?;
    Some(entry.split(':').collect())
}

/// The codes of the states that lie in the part of the world, or are of the kind, that the adjective `word` tells ("african").
pub(super) fn states_of_region(word: &str) -> Option<Vec<&'static str>> {
    let entry = CLASSES.regions.iter().find_map(|entry| entry.strip_prefix(word)?.strip_prefix(':'))?;
    Some(entry.split(':').collect())
}

/// Whether whoever holds the office `role` is also called by the word `description` ("pontiff" for "pope").
pub(super) fn is_office_word(description: &str, role: &str) -> bool {
    let joined = |text: &str| text.replace(' ', "_");
    let wanted = joined(description);
    let entry = CLASSES.office_words.iter().find_map(|e| e.strip_prefix(&*wanted)?.strip_prefix(':'));
    entry.is_some_and(|offices| offices.split(':').any(|office| office == joined(role)))
}

/// The office that the subject of the verb `lemma` holds in its object ("commander" for "command").
pub(super) fn office_of(lemma: &str) -> Option<&'static str> {
    CLASSES.holding.iter().find_map(|entry| entry.strip_prefix(lemma)?.strip_prefix(':'))
}

/// Whether a noun for a person can be told by its ending ("mathematician", "activist", "lawmaker"), or is a common one
/// without such an ending.
pub(super) fn is_bearer(noun: &str) -> bool {
    let ends = || CLASSES.bearer_endings.end(noun) && !is_never_bearer(noun);
    is_other_bearer(noun) || is_human(noun) || is_kin(noun) || is_leading(noun) || ends()
}
