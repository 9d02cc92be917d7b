//! The closed label sets: universal and Penn tags, dependency relations of Universal Dependencies v2, name types.

/// Defines an enum whose variants have a written form each.
macro_rules! labels {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each variant is the label that it is named after")]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every label, in the order of the model's output units.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The label as it is written in CoNLL-U.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// Reads a written label.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

labels! {
    /// Universal part of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

labels! {
    /// Penn Treebank tag, as EWT and GUM use it.
    Xpos {
        Nn = "NN", In = "IN", Dt = "DT", Nnp = "NNP", Jj = "JJ", Prp = "PRP", Rb = "RB", Stop = ".", Comma = ",",
        Nns = "NNS", Vb = "VB", Cc = "CC", Vbd = "VBD", Vbp = "VBP", Vbz = "VBZ", Cd = "CD", Vbn = "VBN", Vbg = "VBG",
        To = "TO", PrpS = "PRP$", Md = "MD", Rrb = "-RRB-", Lrb = "-LRB-", Colon = ":", Wdt = "WDT", Wrb = "WRB",
        Uh = "UH", OpenQuote = "``", Hyph = "HYPH", CloseQuote = "''", Wp = "WP", Pos = "POS", Rp = "RP", Nnps = "NNPS",
        Jjr = "JJR", Jjs = "JJS", Ex = "EX", Rbr = "RBR", Sym = "SYM", Nfp = "NFP", Fw = "FW", Dollar = "$", Gw = "GW",
        Add = "ADD", Pdt = "PDT", Rbs = "RBS", Ls = "LS", Afx = "AFX", WpS = "WP$",
    }
}

labels! {
    /// Dependency relation, with the subtypes of EWT and GUM.
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod",
        Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj",
        Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
        CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det", DetPredet = "det:predet",
        Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
        Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc",
        NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
        Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Deprel {
    /// The relation without its subtype, as CoNLL 2018 counts it: `nsubj:pass` → `nsubj`.
    pub fn universal(self) -> &'static str {
        let text = self.as_str();
        text.split_once(':').map_or(text, |(head, _)| head)
    }
}

labels! {
    /// What a name names.
    NameType { Person = "PER", Organization = "ORG", Location = "LOC" }
}
