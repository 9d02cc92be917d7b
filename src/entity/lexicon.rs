//! The small closed word classes that this room's rules turn on, by lemma. Open classes (countries, bodies, titles,
//! names) are the gazetteer's.

/// Whether `word` is in `list`, words apart by blanks.
fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// The states whose peoples live as such in other states ("Bosnian Serbs"), rather than name all who live in the state
/// ("Turkish Cypriots").
pub(super) fn is_spread(iso3: &str) -> bool {
    const LIST: &str = "ALB ARM AZE BGR GRC HRV HUN IND KAZ KGZ MKD MNE POL ROU RUS SOM SRB TJK TKM TUR UKR UZB";
    listed(LIST, iso3)
}

/// The words that tell a part of a country ("South Lebanon").
pub(super) fn is_direction(word: &str) -> bool {
    const LIST: &str = "\
         central east eastern north northeastern northern northwestern south southeastern southern southwestern upper \
         west western";
    listed(LIST, word)
}

/// What one can be called on to do, blamed or thanked for by speech or act, as a government is: the verbs whose object
/// is an actor ("warned Moscow").
pub(super) fn takes_actor(verb: &str) -> bool {
    const LIST: &str = "\
         accuse aid alarm allow anger antagonize appease ask assure back blame blast brief challenge condemn confront \
         congratulate contain convince counter criticise criticize defy denounce deter embarrass encourage engage \
         force help implore inform infuriate invite irk isolate lobby notify oblige offend oppose order persuade pit \
         please press pressure provoke punish push reassure rebuff rebuke remind request sanction slam snub sue \
         support tell thank threaten trust urge warn weaken";
    listed(LIST, verb)
}

/// Verbs that say what happens to a city, not what its government does ("Kyiv lies on the Dnieper").
pub(super) fn is_scenery(verb: &str) -> bool {
    const LIST: &str = "\
         attract become boast bomb burn capture celebrate damage destroy experience fall flood grow hit host lie \
         locate shell sit situate sleep sprawl stand straddle surround wake";
    listed(LIST, verb)
}

/// Adjectives that only an actor can be ("Kyiv is prepared to defend itself").
pub(super) fn is_attitude(adjective: &str) -> bool {
    const LIST: &str = "\
         able adamant afraid angry aware behind bound capable cautious certain committed complicit concerned \
         confident critical desperate determined due eager entitled free furious grateful guilty hopeful hostile \
         intent interested keen likely open opposed optimistic prepared ready reluctant responsible sceptical serious \
         set silent sincere skeptical supportive sure unable unlikely unwilling wary willing worried";
    listed(LIST, adjective)
}

/// What a city has and a government has not ("Moscow's streets").
pub(super) fn is_urban(noun: &str) -> bool {
    const LIST: &str = "\
         airport bridge cathedral cemetery center centre church district downtown hospital hotel inhabitant marathon \
         mayor metro museum neighborhood neighbourhood outskirts park police population port quarter resident \
         restaurant river skyline square stadium station street suburb subway theater theatre traffic university \
         weather zoo";
    listed(LIST, noun)
}

/// Nouns and verbs that are directed at an actor with "to" ("a warning to Moscow", "aid to Kyiv").
pub(super) fn is_directed(word: &str) -> bool {
    const LIST: &str = "\
         aid allied ally alternative ambassador answer apologize apology appeal arms assistance assurance belong blow \
         boost challenge close commitment communicate concede concession demand envoy friendly gift give guarantee \
         hostile listen loan loyal loyalty message note objection offer opposition pledge promise proposal provide \
         rebuke reply request respond response sale say sell signal similar supply support threat ultimatum warning \
         weapon";
    listed(LIST, word)
}

/// Nouns that take an actor with "of", "on", "from", "for" ("criticism of Beijing", "pressure on Moscow").
pub(super) fn is_about_actor(noun: &str) -> bool {
    const LIST: &str = "\
         aggression aid ally approval assistance assurance attitude backing behalf blessing blow concession condemn \
         condemnation critic criticism demand dependence distrust enemy expectation funding government guarantee help \
         independence instruction intention opponent order orders part permission policy position pressure reaction \
         recognition relation reliance response rival sanction setback support supporter tariff threat victory";
    listed(LIST, noun)
}

/// Nouns that a demonym only describes as language, cooking or creed ("Greek Orthodox", "Russian dictionary").
pub(super) fn is_cultural(noun: &str) -> bool {
    const LIST: &str = "\
         accent alphabet coffee cuisine dialect dictionary dish food fries grammar language lesson literature \
         mythology novel orthodox phrase restaurant roulette speaker subtitle text translation version wine word";
    listed(LIST, noun)
}

/// People and things that stand for the state when a country's name or demonym stands before them ("Russian troops").
pub(super) fn is_state_actor(noun: &str) -> bool {
    const LIST: &str = "\
         administration airforce airstrike army artillery authorities authority cabinet delegation diplomat diplomats \
         force forces government jet junta lawmaker leadership military missile navy negotiator official officials \
         police regime representative serviceman servicemen side soldier state tank troop troops warplane warship";
    listed(LIST, noun)
}

/// Those who act for a state and are named without it: "troops opened fire".
pub(super) fn is_bare_actor(noun: &str) -> bool {
    const LIST: &str = "army authorities authority forces force government military navy officials official police soldier troop troops";
    listed(LIST, noun)
}

/// Armed people of a country who are not its state's.
pub(super) fn is_opposed(noun: &str) -> bool {
    const LIST: &str = "\
         fighters hackers insurgents mercenaries militants militia militias proxies rebels separatists";
    listed(LIST, noun)
}

/// Who works in a seat of power: before these "Kremlin" and "White House" name a body with staff.
pub(super) fn is_staff(noun: &str) -> bool {
    const LIST: &str = "\
         adviser advisor aide chief coordinator correspondent counsel counselor director doctor economist employee \
         insider lawyer official physician secretary spokesman spokespeople spokesperson spokeswoman staff staffer";
    listed(LIST, noun)
}

/// People who lead or speak for others, of whom "the two …s" are said.
pub(super) fn is_leading(noun: &str) -> bool {
    const LIST: &str = "\
         ambassador candidate chancellor chief commander congressman counterpart diplomat envoy general governor king \
         lawmaker leader man mayor minister monarch negotiator official politician premier president ruler secretary \
         senator spokesman statesman woman";
    listed(LIST, noun)
}

/// Nouns for a state as a whole, which "the" alone can make one that was named.
pub(super) fn is_land(noun: &str) -> bool {
    const LIST: &str = "country homeland kingdom nation republic";
    listed(LIST, noun)
}

/// What somebody who speaks for a state says of it in the present tense ("Austria welcomes", "Ghana stands ready").
pub(super) fn is_position(verb: &str) -> bool {
    const LIST: &str = "\
         appeal applaud appreciate attach believe call commend condemn congratulate consider encourage express hope join \
         note oppose reaffirm regret reiterate reject remain request stand support thank underline underscore urge welcome";
    listed(LIST, verb)
}

/// Verbs of attack whose object may be a city.
pub(super) fn is_assault(verb: &str) -> bool {
    const LIST: &str = "attack bomb bombard hit invade pound raid shell storm strike target";
    listed(LIST, verb)
}

/// Verbs of travel whose goal stands behind "to" or "in".
pub(super) fn is_travel(verb: &str) -> bool {
    const LIST: &str = "arrive come drive fly go head journey jet land rush sail set travel";
    listed(LIST, verb)
}

/// Nouns for a journey to a place.
pub(super) fn is_journey(noun: &str) -> bool {
    const LIST: &str = "journey pilgrimage stopover tour trip visit";
    listed(LIST, noun)
}

/// Ships and aircraft before whose names they stand, which are no people and no bodies.
pub(super) fn is_vessel(noun: &str) -> bool {
    const LIST: &str = "\
         aircraft airliner battleship boat bomber carrier corvette cruiser destroyer ferry frigate hms hmas hmcs icebreaker \
         ins jet minesweeper mv plane rms satellite ship spacecraft ss submarine tanker tugboat usns uss vessel warship \
         yacht";
    listed(LIST, noun)
}

/// People of a party, before whom its adjective stands for it ("Democratic senators", "a Conservative MP").
pub(super) fn is_partisan(noun: &str) -> bool {
    const LIST: &str = "\
         activist backbencher candidate caucus chairman congressman congresswoman contender councillor delegate donor \
         government governor incumbent lawmaker lawmakers leader leadership legislator majority mayor member minister \
         minority mp mps nomination nominee party peer politician primary primaries representative senator strategist supporter voter";
    listed(LIST, noun)
}

/// Verbs of reporting, whose subject speaks.
pub(super) fn is_speech(verb: &str) -> bool {
    const LIST: &str = "\
         accuse acknowledge add admit announce answer argue ask assert believe call caution claim comment complain \
         conclude confirm continue declare demand deny describe emphasise emphasize explain express insist joke note \
         observe pledge point predict promise quip quote read recall reiterate remark repeat reply report respond say \
         state stress suggest tell testify think tweet urge vow warn write";
    listed(LIST, verb)
}

/// Relatives and companions, of whom "his" and "her" tell whose they are.
pub(super) fn is_kin(noun: &str) -> bool {
    const LIST: &str = "\
         aunt boyfriend brother brother-in-law colleague cousin dad daughter ex-husband ex-wife father father-in-law fiancé \
         fiancée friend girlfriend granddaughter grandfather grandmother grandson husband mentor mom mother mother-in-law \
         nephew niece partner sister sister-in-law son son-in-law stepfather stepmother uncle widow widower wife";
    listed(LIST, noun)
}

/// Whether a noun for a person can be told by its ending ("mathematician", "activist", "lawmaker"), or is a common one
/// without such an ending.
pub(super) fn is_bearer(noun: &str) -> bool {
    const ENDINGS: &[&str] = &["er", "or", "ist", "ian", "man", "woman", "person", "eer", "ant", "ess"];
    const NEVER: &str = "\
         answer banner barrier border chapter center consumer corner cover cancer danger dinner disaster driver factor \
         computer error finger fever flavor floor folder force grant honor layer letter lever liter manner master matter member \
         meter minor monitor mirror motor number offer order other paper plant poster power process mess protest quarter reactor \
         register remainder restaurant river sector shelter shoulder sister summer success access address tower trailer tumor vector water \
         weather winter wonder";
    const OTHERS: &str = "\
         adult advocate agent aide ally apprentice architect associate athlete baby bishop boy candidate captain champion chair child chief citizen cleric coach co-star cook correspondent critic \
         delegate dissident figure genius girl graduate guy head heir hero host judge mechanic mystic opponent president \
         personality proponent protégé recipient relative representative resident student \
         kid laureate lawmaker legend magnate mogul monk native nun patient pioneer pilot poet preacher priest rabbi recruit \
         refugee saint scout spy star student surgeon suspect teen teenager tycoon veteran victim youth";
    let ends = || ENDINGS.iter().any(|ending| noun.len() > ending.len() + 2 && noun.ends_with(ending));
    listed(OTHERS, noun) || is_human(noun) || is_kin(noun) || is_leading(noun) || ends() && !listed(NEVER, noun)
}

/// Texts that one person speaks or writes to others.
pub(super) fn is_address(noun: &str) -> bool {
    const LIST: &str = "\
         address eulogy homily keynote lecture letter message remark remarks sermon speech statement testimony toast";
    listed(LIST, noun)
}

/// Words in names of bodies that carry no identity of their own ("Labour Party" = "Labour").
pub(super) fn is_generic_part(word: &str) -> bool {
    const LIST: &str = "\
         agency alliance and at co company corp corporation department federal for group in inc ltd movement national \
         network news newspaper of on organisation organization party plc representatives state television the tv";
    listed(LIST, word)
}

/// Whether a noun is one for bodies: "the charity X", "X, a tyre maker".
pub(super) fn is_body(noun: &str) -> bool {
    const LIST: &str = "\
         academy affiliate agency airline alliance arm association bank bloc branch brand brewery broadcaster bureau \
         business cartel chain channel charity church club coalition college commission committee company conglomerate \
         consortium consultancy contractor cooperative corporation council court daily dealer developer distributor \
         enterprise exporter faction federation firm forum foundation fund gang giant group guild hospital importer \
         institute insurer league lender magazine maker manufacturer militia miner ministry monitor movement museum \
         network newspaper ngo nonprofit non-profit offshoot operator organisation organization outlet paper party \
         pollster producer provider publication publisher refiner regulator retailer school \
         site startup start-up station subsidiary supermarket supplier syndicate tank team think-tank trade-union trust \
         union university utility watchdog website weekly wing";
    listed(LIST, noun)
}

/// Whether a noun is one for what is neither person nor body: "the ferry X", "X, a fishing village".
pub(super) fn is_thing(noun: &str) -> bool {
    const LIST: &str = "\
         aircraft album app barge base boat book border bridge bus camel camp capital car carrier cat city comedy corvette \
         cyclone dam destroyer district documentary dog drama drug essay ferry film freighter frigate helicopter highway \
         hill horse hurricane island jet lake language missile mountain movie musical neighborhood \
         neighbourhood novel opera painting peninsula pipeline plane poem port province region resort \
         restaurant river rocket satellite ship show software song spacecraft storm strait street submarine suburb tanker tiger town \
         township trawler tugboat typhoon vaccine valley vessel village volcano warship yacht";
    listed(LIST, noun)
}

/// People by kinship or standing, beside whose names they appear ("her husband, Siarhei").
pub(super) fn is_human(noun: &str) -> bool {
    const LIST: &str = "\
         activist actor actress analyst artist aunt author boy brother brother-in-law colleague cousin daughter \
         doctor expert farmer father fiancée friend girl husband journalist lawyer leader man mother nephew niece \
         partner professor protester refugee resident singer sister soldier son student teacher uncle widow wife \
         woman worker";
    listed(LIST, noun)
}
