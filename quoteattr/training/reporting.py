"""Learning the weights of `quoteattr.indirect`: its network, trained by gradient descent with PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..indirect.model import DISTANCES, POINTERS, SECOND, distance
from .reports import Report, Sentence

WIDTH, STATE, HIDDEN = 48, 48, 48
EPOCHS = 6
BATCH = 1200  # tokens
RATE = 3e-3
DECAY = 1e-4
DROPOUT = 0.3
UNKNOWN = 0.08  # of words, seen as unknown ones, so that tags and endings are learned from
CUE_WEIGHT = 20.0  # of a token in the loss: few are cues
AVERAGED = 0.998  # the weights that are kept are a mean over the last steps
_WARM_UP = 0.1
_LARGEST_STEP = 5.0
_NEVER = -1e4


class Pointer(nn.Module):
    """The network of `quoteattr.indirect.model.Pointer`."""

    def __init__(self, width: int, second: bool) -> None:
        super().__init__()
        self.anchor = nn.Linear(width, HIDDEN)
        self.target = nn.Linear(width, HIDDEN, bias=False)
        self.distance = nn.Embedding(DISTANCES, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.second = nn.Linear(width, HIDDEN, bias=False) if second else None
        self.second_distance = nn.Embedding(DISTANCES, HIDDEN) if second else None

    def seconds(self, states: Tensor) -> Tensor:
        """What it makes of the second tokens."""
        assert self.second is not None
        return self.second(states)  # type: ignore[no-any-return]

    def forward(self, summed: Tensor, differences: Tensor, second_differences: Tensor | None = None) -> Tensor:
        """The score of each pair, given the sum of what was made of its tokens."""
        summed = summed + self.distance(differences)
        if self.second_distance is not None and second_differences is not None:
            summed = summed + self.second_distance(second_differences)
        return self.out(torch.relu(summed)).squeeze(-1)  # type: ignore[no-any-return]


class Network(nn.Module):
    """The network of `quoteattr.indirect.model.Model`.

    Args:
        rows: Rows of weights of tokens.
        words: How many of them, the first, are of words.
    """

    def __init__(self, rows: int, words: int) -> None:
        super().__init__()
        self.words = words
        self.tokens = nn.EmbeddingBag(rows, WIDTH, mode="sum")
        nn.init.normal_(self.tokens.weight, std=0.3)
        self.reader = nn.LSTM(WIDTH, STATE, batch_first=True, bidirectional=True)
        width = 2 * STATE + WIDTH
        self.cue, self.cue_out = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, 1)
        self.nobody = nn.Linear(width, 1)
        self.pointers = nn.ModuleDict({name: Pointer(width, name in SECOND) for name in POINTERS})
        self.dropout = nn.Dropout(DROPOUT)

    def pointer(self, name: str) -> Pointer:
        """One of `POINTERS`."""
        found = self.pointers[name]
        assert isinstance(found, Pointer)
        return found

    def encode(self, rows: Tensor, lengths: Tensor) -> Tensor:
        """The state of each token of sentences that are filled up to one length."""
        if self.training:
            unknown = (torch.rand(rows.shape[:2]) < UNKNOWN)[..., None] & (rows < self.words)
            rows = torch.where(unknown, torch.zeros_like(rows), rows)
        tokens = self.dropout(self.tokens(rows.flatten(0, 1)).view(*rows.shape[:2], -1))
        packed = nn.utils.rnn.pack_padded_sequence(tokens, lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(
            self.reader(packed)[0], batch_first=True, total_length=rows.shape[1]
        )
        return self.dropout(torch.cat((states, tokens), -1))  # type: ignore[no-any-return]

    def extents(self, pointers: tuple[str, str], states: Tensor, filled: Tensor, gold: Tensor) -> Tensor:
        """The loss of first and last tokens; `gold` has a line each of sentence, anchor, first, last."""
        begin, finish = (self.pointer(name) for name in pointers)
        sentence, anchor, first, last = gold.T
        own, beginning, numbers = states[sentence, anchor], states[sentence, first], torch.arange(states.shape[1])
        differences = _distances(numbers[None] - anchor[:, None])
        outside = _NEVER * (1 - filled[sentence])
        starts = begin(begin.anchor(own)[:, None] + begin.target(states)[sentence], differences) + outside
        summed = (finish.anchor(own) + finish.seconds(beginning))[:, None] + finish.target(states)[sentence]
        ends = finish(summed, differences, _distances(numbers[None] - first[:, None])) + outside
        ends = ends + _NEVER * (numbers[None] < first[:, None])
        return functional.cross_entropy(starts, first) + functional.cross_entropy(ends, last)

    def sources(self, states: Tensor, batch: Batch) -> Tensor:
        """The loss of the mentions that name the sources."""
        pointer = self.pointer("source")
        sentence, anchor = batch.cues.T
        own, across = states[sentence, anchor], sentence[:, None]
        named = pointer.target(states[across, batch.firsts]) + pointer.seconds(states[across, batch.heads])
        scores = pointer(pointer.anchor(own)[:, None] + named, _distances(batch.firsts - anchor[:, None]))
        scores = torch.cat((scores + _NEVER * (1 - batch.named), self.nobody(own)), 1)
        known = batch.right.sum(1) > 0
        right = torch.logsumexp(scores + _NEVER * (1 - batch.right), 1)
        return (torch.logsumexp(scores, 1) - right)[known].sum() / known.sum().clamp(min=1)

    def forward(self, batch: Batch) -> Tensor:
        """The loss of a batch."""
        states = self.encode(batch.rows, batch.lengths)
        filled = (torch.arange(states.shape[1])[None] < batch.lengths[:, None]).float()
        cues = self.cue_out(torch.relu(self.cue(states))).squeeze(-1)
        missed = functional.binary_cross_entropy_with_logits(cues, batch.is_cue, reduction="none")
        loss = CUE_WEIGHT * (missed * filled).sum() / filled.sum()
        if len(batch.reported):
            loss = loss + self.extents(("start", "end"), states, filled, batch.reported)
        if len(batch.utterances):
            loss = loss + self.extents(("clause_start", "clause_end"), states, filled, batch.utterances) / 2
        if len(batch.cues):
            loss = loss + self.sources(states, batch)
        return loss

    def arrays(self) -> dict[str, npt.NDArray[np.float32]]:
        """The weights by the names that `quoteattr.indirect.model` gives them."""
        reader = dict(self.reader.named_parameters())
        ways = ("l0", "l0_reverse")
        named = {
            "tokens": self.tokens.weight,
            "input": torch.stack([_gates(reader[f"weight_ih_{way}"]).T for way in ways]),
            "input_bias": torch.stack(
                [_gates(reader[f"bias_ih_{way}"] + reader[f"bias_hh_{way}"])[None] for way in ways]
            ),
            "recurrent": torch.stack([_gates(reader[f"weight_hh_{way}"]).T for way in ways]),
            "cue": self.cue.weight.T,
            "cue_bias": self.cue.bias,
            "cue_out": self.cue_out.weight[0],
            "cue_out_bias": self.cue_out.bias,
            "nobody": self.nobody.weight[0],
            "nobody_bias": self.nobody.bias,
        }
        for name in POINTERS:
            pointer = self.pointer(name)
            named |= {
                f"{name}_anchor": pointer.anchor.weight.T,
                f"{name}_bias": pointer.anchor.bias,
                f"{name}_target": pointer.target.weight.T,
                f"{name}_distance": pointer.distance.weight,
                f"{name}_out": pointer.out.weight[0],
            }
            if pointer.second is not None and pointer.second_distance is not None:
                named[f"{name}_second"] = pointer.second.weight.T
                named[f"{name}_second_distance"] = pointer.second_distance.weight
        return {name: tensor.detach().numpy().copy() for name, tensor in named.items()}


def _gates(weights: Tensor) -> Tensor:
    """Rows in the order of input, forget and output gate, these halved, and new content (see `Reader` there)."""
    into, forget, new, out = weights.chunk(4)
    return torch.cat((into / 2, forget / 2, out / 2, new))


def _distances(differences: Tensor) -> Tensor:
    return torch.from_numpy(distance(differences.numpy()))


@attrs.frozen
class Batch:
    """Sentences filled up to one length; what is right of them, with the number of the sentence in each line."""

    rows: Tensor
    lengths: Tensor
    is_cue: Tensor
    reported: Tensor  # sentence, cue, first, last
    utterances: Tensor  # sentence, quotation, first, last
    cues: Tensor  # sentence, cue
    firsts: Tensor  # for each cue, the first token of each mention of its sentence
    heads: Tensor
    named: Tensor  # which of them there are
    right: Tensor  # which of them are right, and behind them, whether nobody is


def _batch(sentences: Sequence[Sentence]) -> Batch:
    longest = max(len(sentence.rows) for sentence in sentences)
    rows = np.zeros((len(sentences), longest, sentences[0].rows.shape[1]), np.int64)
    is_cue = np.zeros((len(sentences), longest), np.float32)
    reported, utterances = [], []
    cues: list[tuple[int, Report]] = []
    for number, sentence in enumerate(sentences):
        rows[number, : len(sentence.rows)] = sentence.rows
        utterances += [(number, *utterance) for utterance in sentence.utterances]
        for report in sentence.reports:
            if not is_cue[number, report.cue]:
                is_cue[number, report.cue] = 1
                cues.append((number, report))
                if report.extent is not None:
                    reported.append((number, report.cue, *report.extent))
    most = max((len(sentences[number].firsts) for number, _ in cues), default=0)
    firsts, heads = (np.zeros((len(cues), most), np.int64) for _ in range(2))
    named, right = np.zeros((len(cues), most), np.float32), np.zeros((len(cues), most + 1), np.float32)
    for line, (number, report) in enumerate(cues):
        count = len(sentences[number].firsts)
        firsts[line, :count], heads[line, :count] = sentences[number].firsts, sentences[number].heads
        named[line, :count] = 1
        right[line, list(report.sources)] = 1
        right[line, -1] = report.nobody
    return Batch(
        torch.from_numpy(rows),
        torch.tensor([len(sentence.rows) for sentence in sentences]),
        torch.from_numpy(is_cue),
        torch.tensor(reported),
        torch.tensor(utterances),
        torch.tensor([(number, report.cue) for number, report in cues]),
        *(torch.from_numpy(array) for array in (firsts, heads, named, right)),
    )


def _batches(sentences: Sequence[Sentence], chance: np.random.Generator) -> Iterator[Batch]:
    """The sentences in batches of like lengths, in an order drawn by chance."""
    lengths = np.array([len(sentence.rows) for sentence in sentences])
    order = np.argsort(lengths + 4 * chance.random(len(lengths)))
    ends = np.cumsum(lengths[order]) // BATCH
    parts = np.split(order, np.flatnonzero(np.diff(ends)) + 1)
    for number in chance.permutation(len(parts)):
        yield _batch([sentences[index] for index in parts[number]])


def train(sentences: Sequence[Sentence], rows: int, words: int, seed: int) -> Network:
    """Train a network.

    Args:
        sentences: What to learn from.
        rows: Rows of weights of tokens.
        words: How many of them, the first, are of words.
        seed: Of all that is drawn by chance.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # sums in one order: the same weights on every run
    chance = np.random.default_rng(seed)
    network = Network(rows, words)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    count = EPOCHS * (sum(len(sentence.rows) for sentence in sentences) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (_WARM_UP * count), max(1 - step / count, 0) / (1 - _WARM_UP))
    )
    means = [weight.detach().clone() for weight in network.parameters()]
    network.train()
    for _ in range(EPOCHS):
        for batch in _batches(sentences, chance):
            loss = network(batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), _LARGEST_STEP)
            optimizer.step()
            schedule.step()
            for mean, weight in zip(means, network.parameters(), strict=True):
                mean.lerp_(weight.detach(), 1 - AVERAGED)
    for mean, weight in zip(means, network.parameters(), strict=True):
        weight.data = mean
    return network.eval()
