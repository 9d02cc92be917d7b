//! Where names end, and what they are by their last word. In: the forms and the names of one sentence; out: those names,
//! mended by conventions of writing that hold whatever the scores say.

use crate::syntax::classes::{ends_company, joins_names, named_after, names_event, names_site, united_for};
use crate::syntax::{Name, NameType};
use std::ops::Range;

/// Capitalized words that may follow the name of a person or place in the name of a body: "Clinton Katrina Fund".
const MORE: usize = 3;

/// Mends `names`, which stand in order, and drops those that others cover then.
pub(super) fn mend(forms: &[&str], names: &mut Vec<Name>) {
    names.retain(|name| name.label != NameType::Organization || !begins_event(forms, &name.words));
    for at in 0..names.len() {
        complete(forms, &mut names[at]);
        let next = names.get(at + 1).map(|next| next.words.clone());
        let name = &mut names[at];
        match name.label {
            NameType::Organization => {
                end_company(forms, &mut name.words);
                go_on_for(forms, &mut name.words, next);
                if is_site(&forms[name.words.clone()]) {
                    name.label = NameType::Location;
                }
            }
            NameType::Person | NameType::Location => {
                // "John Hale | Foundation", of which the last word alone was taken for a body.
                let free = next.map_or(forms.len(), |next| if next.len() == 1 { next.end } else { next.start });
                if let Some(end) = after_whom(forms, &name.words, name.label == NameType::Person, free) {
                    name.words.end = end;
                    name.label = NameType::Organization;
                }
            }
        }
    }
    let mut end = 0;
    names.retain(|name| {
        let apart = name.words.start >= end;
        end = end.max(name.words.end);
        apart
    });
}

fn is_capital(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

/// Whether all longer words have capitals, as in headlines of title case.
fn is_headline(forms: &[&str]) -> bool {
    let mut longer = forms.iter().filter(|form| form.chars().count() > 3 && form.chars().all(char::is_alphabetic));
    forms.first().is_some_and(|first| is_capital(first))
        && longer.clone().count() > 2
        && longer.all(|form| is_capital(form))
}

/// How many capitalized words of `forms` there are from `start` on, none of them at `limit` or behind.
fn capitals(forms: &[&str], start: usize, limit: usize) -> usize {
    forms.get(start..limit.max(start)).unwrap_or_default().iter().take_while(|form| is_capital(form)).count()
}

/// No name ends with "of": it goes on over the capitalized words that follow, or ends before. None goes out of brackets.
fn complete(forms: &[&str], name: &mut Name) {
    let words = &forms[name.words.clone()];
    let open = |count: usize| words[..count].contains(&"(");
    if let Some(out) = (1..words.len()).find(|&at| words[at] == ")" && !open(at)) {
        name.words.end = name.words.start + out;
    }
    let joins = |at: usize| forms.get(at).is_some_and(|form| joins_names(form));
    let end = name.words.end;
    if !joins(end - 1) {
        return;
    }
    // "The House and the Senate" are two.
    let next = end + usize::from(forms[end - 1] != "the" && forms.get(end) == Some(&"the"));
    let rest = capitals(forms, next, forms.len());
    if rest > 0 && forms[end - 1] != "and" {
        name.words.end = next + rest;
    } else {
        while name.words.len() > 1 && joins(name.words.end - 1) {
            name.words.end -= 1;
        }
    }
}

/// Whether the name `words` is but the beginning of that of an event, a prize or a law: "Harbour International | Film
/// Festival". An acronym has a name of its own ("the NATO Conference").
fn begins_event(forms: &[&str], words: &Range<usize>) -> bool {
    let last = forms[words.end - 1];
    if is_headline(forms) {
        return false;
    }
    let acronym = last.chars().filter(|c| c.is_uppercase()).count() > 1;
    let rest = capitals(forms, words.end, forms.len());
    rest > 0 && !acronym && names_event(&forms[words.end + rest - 1].to_lowercase())
}

/// What a company is by law ends its name: "Tarvek Inc. | of Lisbon".
fn end_company(forms: &[&str], words: &mut Range<usize>) {
    let ends = |&at: &usize| ends_company(&forms[at].to_lowercase()) && forms[at + 1] == "of";
    if let Some(at) = (words.start + 1..words.end - 1).find(ends) {
        words.end = at + 1;
    }
}

/// "the Movement | for the Left": what such bodies are for is part of their name where it is written with capitals. The
/// name `next` has its own say, if it does not stand behind others ("for a Free | Nolvan").
fn go_on_for(forms: &[&str], words: &mut Range<usize>, next: Option<Range<usize>>) {
    // "criticized the European Union for Monday's statement": a longer name needs nothing behind it.
    let longer = words.len() > 1 || words.start > 0 && is_capital(forms[words.start - 1]);
    if longer || !united_for(&forms[words.start].to_lowercase()) || forms.get(words.end) != Some(&"for") {
        return;
    }
    let article = matches!(forms.get(words.end + 1), Some(&("the" | "a" | "an")));
    let start = words.end + 1 + usize::from(article);
    let rest = capitals(forms, start, next.as_ref().map_or(forms.len(), |next| next.start));
    let owner = matches!(forms.get(start + rest), Some(&("'s" | "’s" | "'" | "’")));
    if rest > 0 && !owner {
        let end = start + rest;
        words.end = next.filter(|next| next.start == end).map_or(end, |next| next.end);
    }
}

/// Whether the name of these `words` is that of a site by its last word: "Varda International Airport".
fn is_site(words: &[&str]) -> bool {
    let last = words.last().is_some_and(|last| names_site(&last.to_lowercase()));
    last && words.len() > 1 && !words.iter().any(|form| joins_names(form))
}

/// Where the name of a body ends that is called after the person or place with the name `words`: "Varda | Herald"; or
/// whose whole name was taken for theirs.
fn after_whom(forms: &[&str], words: &Range<usize>, person: bool, limit: usize) -> Option<usize> {
    let rest = capitals(forms, words.end, limit);
    let end = words.end + rest;
    if rest > 0 && is_headline(forms) || rest == 0 && person && words.len() < 3 {
        // In a headline verbs have capitals too; "Emily Post" is a person.
        return None;
    }
    (rest <= MORE && end - words.start > 1 && named_after(&forms[end - 1].to_lowercase())).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of a sentence after mending; `[PER` opens one and `]` closes it.
    fn mended(text: &str) -> Vec<String> {
        let (mut forms, mut names) = (Vec::new(), Vec::new());
        for word in text.split(' ') {
            let label = match word {
                "[PER" => NameType::Person,
                "[ORG" => NameType::Organization,
                "[LOC" => NameType::Location,
                "]" => {
                    let name: &mut Name = names.last_mut().unwrap();
                    name.words.end = forms.len();
                    continue;
                }
                _ => {
                    forms.push(word);
                    continue;
                }
            };
            names.push(Name { words: forms.len()..forms.len(), label, probability: 1.0 });
        }
        mend(&forms, &mut names);
        names.iter().map(|name| format!("{:?} {}", name.label, forms[name.words.clone()].join(" "))).collect()
    }

    #[test]
    fn the_beginning_of_an_event_is_no_body() {
        assert_eq!(mended("at the [ORG Harbour International ] Film Festival ."), [""; 0]);
        assert_eq!(mended("the [ORG NTB ] Conference"), ["Organization NTB"]);
        assert_eq!(mended("the [ORG Harbour Union ] met"), ["Organization Harbour Union"]);
    }

    #[test]
    fn what_a_company_is_by_law_ends_its_name() {
        assert_eq!(mended("at [ORG Tarvek , Inc. of Mirna Valley ] ."), ["Organization Tarvek , Inc."]);
        assert_eq!(mended("at [ORG Bank of Mirna ] ."), ["Organization Bank of Mirna"]);
    }

    #[test]
    fn what_a_body_is_for_is_part_of_its_name() {
        assert_eq!(mended("the [ORG Movement ] for the Left won"), ["Organization Movement for the Left"]);
        assert_eq!(mended("the [ORG Movement ] for reform won"), ["Organization Movement"]);
        assert_eq!(mended("the [ORG Reform Party ] for [LOC Mirna ]"), ["Organization Reform Party", "Location Mirna"]);
        assert_eq!(mended("the [ORG Center ] for a Free [LOC Mirna ] met"), ["Organization Center for a Free Mirna"]);
        assert_eq!(mended("[ORG Tarvek ] for Nolvan"), ["Organization Tarvek"]);
    }

    #[test]
    fn a_site_is_no_body() {
        assert_eq!(mended("at [ORG Varda International Airport ] today"), ["Location Varda International Airport"]);
        assert_eq!(mended("the [ORG Friends of the Tower ]"), ["Organization Friends of the Tower"]);
        assert_eq!(mended("[ORG Tower ] said"), ["Organization Tower"]);
    }

    #[test]
    fn a_body_may_be_called_after_a_person_or_a_place() {
        assert_eq!(mended("the [PER Ana Hale ] [ORG Foundation ] gave"), ["Organization Ana Hale Foundation"]);
        assert_eq!(mended("the [LOC Varda ] Morning Herald wrote"), ["Organization Varda Morning Herald"]);
        assert_eq!(mended("[PER Ana Hale ] [ORG Tarvek Fund ]"), ["Person Ana Hale", "Organization Tarvek Fund"]);
        assert_eq!(mended("at [LOC Varda University ] today"), ["Organization Varda University"]);
        assert_eq!(mended("in [LOC Varda ] Monday"), ["Location Varda"]);
    }
}
