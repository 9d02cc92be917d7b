//! The small closed word classes that this room's rules turn on, by lemma. Open classes (countries, bodies, titles,
//! names) are the gazetteer's.

/// What one can be called on to do, blamed or thanked for by speech or act, as a government is: the verbs whose object
/// is an actor ("warned Moscow").
pub(super) fn takes_actor(verb: &str) -> bool {
    const LIST: &[&str] = &[
        "accuse", "aid", "allow", "antagonize", "appease", "ask", "assure", "back", "blame", "blast", "brief", "challenge",
        "condemn", "confront", "congratulate", "contain", "convince", "counter", "criticise", "criticize", "defy",
        "denounce", "deter", "embarrass", "encourage", "engage", "force", "help", "implore", "inform", "invite", "isolate",
        "lobby", "notify", "offend", "oppose", "oblige", "order", "persuade", "please", "pressure", "press", "provoke",
        "punish", "push", "reassure", "rebuff", "rebuke", "remind", "request", "sanction", "slam", "snub", "sue", "support",
        "tell", "thank", "threaten", "trust", "urge", "warn", "weaken", "anger", "infuriate", "irk", "alarm", "pit",
    ];
    LIST.contains(&verb)
}

/// Verbs that say what happens to a city, not what its government does ("Kyiv lies on the Dnieper").
pub(super) fn is_scenery(verb: &str) -> bool {
    const LIST: &[&str] = &[
        "lie", "stand", "sit", "straddle", "experience", "sleep", "wake", "boast", "burn", "flood", "fall", "sprawl",
        "locate", "situate", "surround", "bomb", "shell", "capture", "damage", "destroy", "hit", "attract", "become",
        "grow", "celebrate", "host",
    ];
    LIST.contains(&verb)
}

/// Adjectives that only an actor can be ("Kyiv is prepared to defend itself").
pub(super) fn is_attitude(adjective: &str) -> bool {
    const LIST: &[&str] = &[
        "ready", "prepared", "willing", "unwilling", "concerned", "worried", "determined", "likely", "unlikely", "able",
        "unable", "committed", "opposed", "keen", "open", "responsible", "guilty", "eager", "reluctant", "wary", "angry",
        "furious", "hopeful", "serious", "interested", "aware", "silent", "adamant", "confident", "sure", "certain",
        "afraid", "supportive", "critical", "grateful", "cautious", "hostile", "skeptical", "sceptical", "optimistic",
        "behind", "capable", "desperate", "intent", "complicit", "entitled", "bound", "due", "set", "sincere", "free",
    ];
    LIST.contains(&adjective)
}

/// What a city has and a government has not ("Moscow's streets").
pub(super) fn is_urban(noun: &str) -> bool {
    const LIST: &[&str] = &[
        "street", "resident", "mayor", "airport", "suburb", "outskirts", "metro", "subway", "population", "center",
        "centre", "square", "museum", "university", "park", "hotel", "district", "neighborhood", "neighbourhood", "river",
        "cathedral", "church", "stadium", "skyline", "weather", "zoo", "hospital", "station", "traffic", "restaurant",
        "theater", "theatre", "inhabitant", "cemetery", "police", "quarter", "port", "bridge", "downtown", "marathon",
    ];
    LIST.contains(&noun)
}

/// Nouns and verbs that are directed at an actor with "to" ("a warning to Moscow", "aid to Kyiv").
pub(super) fn is_directed(word: &str) -> bool {
    const LIST: &[&str] = &[
        "warning", "message", "aid", "assistance", "support", "threat", "appeal", "concession", "response", "signal",
        "loyal", "close", "give", "offer", "say", "loan", "commitment", "demand", "request", "proposal", "answer",
        "guarantee", "assurance", "opposition", "rebuke", "blow", "challenge", "alternative", "reply", "respond", "promise",
        "pledge", "provide", "supply", "sell", "sale", "objection", "ultimatum", "note", "hostile", "friendly", "loyalty",
        "gift", "boost", "apologize", "apology", "concede", "appeal", "listen", "ally", "allied", "weapon", "arms",
        "communicate", "ambassador", "envoy", "belong", "similar",
    ];
    LIST.contains(&word)
}

/// Nouns that take an actor with "of", "on", "from", "for" ("criticism of Beijing", "pressure on Moscow").
pub(super) fn is_about_actor(noun: &str) -> bool {
    const LIST: &[&str] = &[
        "criticism", "ally", "critic", "supporter", "support", "behalf", "condemnation", "pressure", "sanction", "threat",
        "opponent", "policy", "government", "demand", "aggression", "independence", "backing", "permission", "approval",
        "blessing", "guarantee", "assurance", "orders", "order", "instruction", "concession", "response", "reaction",
        "help", "aid", "funding", "condemn", "attitude", "position", "intention", "rival", "enemy", "relation", "expectation",
        "tariff", "distrust", "assistance", "part", "dependence", "reliance", "victory", "setback", "blow", "recognition",
    ];
    LIST.contains(&noun)
}

/// Nouns that a demonym only describes as language, cooking or creed ("Greek Orthodox", "Russian dictionary").
pub(super) fn is_cultural(noun: &str) -> bool {
    const LIST: &[&str] = &[
        "language", "word", "cuisine", "food", "dish", "restaurant", "dictionary", "dialect", "alphabet", "translation",
        "speaker", "orthodox", "literature", "grammar", "accent", "wine", "coffee", "version", "lesson", "novel", "phrase",
        "subtitle", "text", "fries", "roulette", "mythology",
    ];
    LIST.contains(&noun)
}

/// People and things that stand for the state when a country's name or demonym stands before them ("Russian troops").
pub(super) fn is_state_actor(noun: &str) -> bool {
    const LIST: &[&str] = &[
        "government", "administration", "regime", "authority", "authorities", "military", "troop", "troops", "force",
        "forces", "official", "officials", "leadership", "side", "delegation", "soldier", "diplomat", "diplomats",
        "negotiator", "representative", "cabinet", "junta", "state", "warplane", "jet", "warship", "artillery",
        "airstrike", "missile", "army", "navy", "police", "tank", "serviceman", "servicemen", "airforce", "lawmaker",
    ];
    LIST.contains(&noun)
}

/// Who works in a seat of power: before these "Kremlin" and "White House" name a body with staff.
pub(super) fn is_staff(noun: &str) -> bool {
    const LIST: &[&str] = &[
        "spokesman", "spokeswoman", "spokesperson", "spokespeople", "official", "aide", "adviser", "advisor", "staff",
        "secretary", "counsel", "correspondent", "chief", "staffer", "lawyer", "director", "coordinator", "insider",
        "counselor", "employee", "physician", "doctor", "source", "economist", "statement", "briefing",
    ];
    LIST.contains(&noun)
}

/// Verbs of reporting, whose subject speaks.
pub(super) fn is_speech(verb: &str) -> bool {
    const LIST: &[&str] = &[
        "say", "tell", "add", "note", "ask", "write", "announce", "state", "explain", "warn", "argue", "claim", "declare",
        "insist", "reply", "respond", "answer", "comment", "continue", "stress", "emphasize", "emphasise", "conclude",
        "tweet", "remark", "observe", "urge", "promise", "acknowledge", "admit", "believe", "think", "report", "repeat",
        "reiterate", "deny", "demand", "suggest", "recall", "confirm", "complain", "joke", "quip", "vow", "pledge",
        "predict", "describe", "call", "point", "quote", "read", "express", "assert", "testify", "caution", "accuse",
    ];
    LIST.contains(&verb)
}

/// Words in names of bodies that carry no identity of their own ("Labour Party" = "Labour").
pub(super) fn is_generic_part(word: &str) -> bool {
    const LIST: &[&str] = &[
        "party", "group", "corp", "corporation", "inc", "ltd", "company", "co", "plc", "news", "organization",
        "organisation", "agency", "the", "of", "for", "and", "newspaper", "network", "television", "tv", "movement",
        "alliance", "federal", "national", "state", "department", "representatives", "in", "on", "at",
    ];
    LIST.contains(&word)
}
