using System.Globalization;
using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;
using ContactCenter.Routing;

namespace ContactCenter.Desktop.Administering;

/// <summary>The fields of one overflow rule; without a case there is none.</summary>
internal sealed class OverflowFields
{
    private readonly OverflowOptions _was;
    private readonly FormField _when;
    private readonly FormField _after;
    private readonly FormField _length;
    private readonly FormField _to;
    private readonly FormField _queue;
    private readonly Dictionary<string, FormField> _texts;

    public OverflowFields(Words words, IReadOnlyList<Choice> queues, OverflowOptions? rule, int number)
    {
        var group = words.Say("admin.group.overflow", number);
        _was = rule ?? new OverflowOptions();
        _when = new FormField(words["admin.overflowWhen"], rule is null ? "" : _was.When.ToString(), choices: [new Choice("", words["admin.never"]), .. words.ChoicesOf<OverflowTrigger>("when")], group: group);
        _after = new FormField(words["admin.overflowAfter"], FieldTexts.SecondsOrNone(_was.After), hint: words["admin.overflowAfterHint"], group: group);
        _length = new FormField(words["admin.overflowLength"], _was.Length?.ToString(CultureInfo.InvariantCulture) ?? "", hint: words["admin.overflowLengthHint"], group: group);
        OverflowTarget[] targets = [OverflowTarget.Queue, OverflowTarget.Callback, OverflowTarget.Answer];
        _to = new FormField(words["admin.overflowTo"], _was.To.ToString(), choices: [.. targets.Union([_was.To]).Select(t => new Choice(t.ToString(), words.Find($"to.{t}") ?? t.ToString()))], group: group);
        _queue = new FormField(words["admin.overflowQueue"], _was.Queue, choices: [new Choice("", "–"), .. queues], group: group);
        _texts = Words.Languages.Keys.Union(_was.Texts.Keys).ToDictionary(static l => l, l => new FormField(words.Say("admin.overflowText", l), _was.Texts.GetValueOrDefault(l, ""), isLong: true, group: group));
    }

    public IEnumerable<FormField> All => [_when, _after, _length, _to, _queue, .. _texts.Values];

    public OverflowOptions? Read()
    {
        if (_when.Value.Length == 0)
        {
            return null;
        }

        var rule = new OverflowOptions
        {
            When = Enum.Parse<OverflowTrigger>(_when.Value),
            To = Enum.Parse<OverflowTarget>(_to.Value),
            After = _after.SecondsOrNone(),
            Length = _length.Value.Trim().Length == 0 ? null : _length.Number(),
            Queue = _queue.Value,
        };
        foreach (var (language, text) in _texts.Where(static t => !string.IsNullOrWhiteSpace(t.Value.Value)))
        {
            rule.Texts[language] = text.Value.Trim();
        }

        return rule;
    }
}
