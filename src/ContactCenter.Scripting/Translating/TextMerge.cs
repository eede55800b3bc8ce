using System.Collections.Immutable;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Translating;

/// <summary>Puts the translations of a file into a side file: comments, recordings and the order of its entries stay.</summary>
internal sealed class TextMerge
{
    private readonly ImmutableArray<TranslationUnit> _known;
    private readonly ScriptTexts? _own;
    private readonly List<TextEntry> _entries;
    private readonly Dictionary<string, XliffUnit> _units = new(StringComparer.Ordinal);
    private readonly List<ScriptXliffProblem> _problems = [];
    private readonly string[] _order;

    /// <param name="known">What there is to translate, with the translations so far.</param>
    /// <param name="own">The side file of the script's language; null for none.</param>
    /// <param name="entries">Those of the side file so far.</param>
    public TextMerge(ImmutableArray<TranslationUnit> known, ScriptTexts? own, ImmutableArray<TextEntry> entries)
    {
        (_known, _own, _entries) = (known, own, [.. entries]);
        _order = [.. known.Select(static unit => unit.TextId).Distinct()];
    }

    public ImmutableArray<ScriptXliffProblem> Problems => [.. _problems];

    public ImmutableArray<TextEntry> Merge(ImmutableArray<XliffUnit> units)
    {
        var ids = _known.Select(static unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            if (!ids.Contains(unit.Id))
            {
                Tell(unit.Id, "the script has no such text, or not in this form");
            }
            else if (!_units.TryAdd(unit.Id, unit))
            {
                Tell(unit.Id, "it is there twice; the first counts");
            }
        }

        foreach (var text in _known.GroupBy(static unit => unit.TextId))
        {
            Take([.. text]);
        }

        return [.. _entries];
    }

    private void Take(ImmutableArray<TranslationUnit> parts)
    {
        var (text, at) = (new UnitText(parts[0].Source), _entries.FindIndex(entry => entry.Id == parts[0].TextId));
        var before = at < 0 ? null : _entries[at];
        var entry = TakeText(parts, text, before is { IsBlank: true } ? before with { Text = "" } : before);
        foreach (var part in parts.Where(static part => part.Part is TranslationPart.Form or TranslationPart.Answers))
        {
            if (Translated(part) is not { } unit)
            {
                continue;
            }

            if (entry is null or { IsBlank: true })
            {
                Tell(part.Id, "the text it belongs to is not translated");
            }
            else
            {
                entry = part.Part == TranslationPart.Answers ? TakeAnswers(part, unit, entry) : TakeForm(part, unit, entry, text);
            }
        }

        if (entry is not null && at >= 0)
        {
            _entries[at] = entry;
        }
        else if (entry is not null)
        {
            _entries.Insert(PlaceFor(entry.Id), entry);
        }
    }

    /// <summary>The unit where the file has words in it.</summary>
    private XliffUnit? Translated(TranslationUnit part) =>
        _units.GetValueOrDefault(part.Id) is { Target: { } target } unit && (unit.Problems.Length > 0 || !string.IsNullOrWhiteSpace(XliffUnit.Raw(target))) ? unit : null;

    private TextEntry? TakeText(ImmutableArray<TranslationUnit> parts, UnitText text, TextEntry? entry)
    {
        var part = parts[0];
        if (Translated(part) is not { } unit)
        {
            return entry;
        }

        if (text.Of(unit, hole => WordsOf(parts, hole), out var reason) is not { } raw)
        {
            Tell(part.Id, reason);
            return entry;
        }

        var isConfirmed = part.State switch
        {
            TranslationState.Stale => unit.State != "initial",
            TranslationState.Translated => unit.State is "reviewed" or "final",
            _ => false,
        };
        if (raw == part.Target && !isConfirmed)
        {
            return entry;
        }

        var missing = string.Join("', '", text.MissingIn(raw));
        if (missing.Length > 0)
        {
            Tell(part.Id, $"'{missing}' was lost; the text shows it");
        }

        var source = XliffUnit.Raw(unit.Source);
        if (source != part.Source)
        {
            Tell(part.Id, "the script's text was changed since; the translation is taken, and stale");
        }

        return (entry ?? new TextEntry { Id = part.TextId, Text = raw }) with { Text = raw, From = TextFile.HashOf(source) };
    }

    /// <summary>The words inside a hole as far as they are translated.</summary>
    private ImmutableArray<TextVariant> WordsOf(ImmutableArray<TranslationUnit> parts, int hole) =>
    [
        .. parts.Where(part => part.Part == TranslationPart.Variant && part.Hole == hole)
            .Select(part => Translated(part) is { } unit ? new TextVariant(part.Key, string.Concat(unit.Target!.Value.Select(static piece => piece.Text)).Trim()) : null).OfType<TextVariant>(),
    ];

    private TextEntry TakeForm(TranslationUnit part, XliffUnit unit, TextEntry entry, UnitText text)
    {
        if (text.Of(unit, static _ => [], out var reason) is not { } raw)
        {
            Tell(part.Id, reason);
            return entry;
        }

        if (!PluralCategories.TryParse(part.Key, out _))
        {
            return part.Key == ProgramTemplate.Spoken ? entry with { Spoken = raw } : entry with { Short = raw };
        }

        var at = entry.Plurals.Select(static plural => plural.Key).ToList().IndexOf(part.Key);
        var plural = new TextVariant(part.Key, raw);
        return entry with { By = entry.By ?? _own?.Entries.GetValueOrDefault(part.TextId)?.By, Plurals = at < 0 ? entry.Plurals.Add(plural) : entry.Plurals.SetItem(at, plural) };
    }

    private TextEntry TakeAnswers(TranslationUnit part, XliffUnit unit, TextEntry entry)
    {
        ImmutableArray<string> answers =
        [
            .. string.Concat(unit.Target!.Value.Where(static piece => piece.Placeholder is null).Select(static piece => piece.Text))
                .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static answer => InlineText.Escape(answer)).Distinct(),
        ];
        if (answers.Length > TextEntry.MaxAnswers || answers.Any(static answer => answer.Length > ScriptValueLimits.MaxNameLength))
        {
            Tell(part.Id, $"these are more than {TextEntry.MaxAnswers} answers, or one has more than {ScriptValueLimits.MaxNameLength} characters");
            return entry;
        }

        return entry with { Answers = answers };
    }

    /// <summary>Behind the text that stands before it in the script, as far as that is there.</summary>
    private int PlaceFor(string id)
    {
        for (var before = Array.IndexOf(_order, id) - 1; before >= 0; before--) // the nearest is mostly there
        {
            if (_entries.FindIndex(entry => entry.Id == _order[before]) is var at && at >= 0)
            {
                return at + 1;
            }
        }

        return 0;
    }

    private void Tell(string unit, string reason) => _problems.Add(new ScriptXliffProblem(unit, char.ToUpperInvariant(reason[0]) + reason[1..] + "."));
}
