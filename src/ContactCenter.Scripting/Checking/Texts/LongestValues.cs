using ContactCenter.Channels;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Checking;

/// <summary>
/// Texts with the longest values their holes can have. Of what has no bound (a name, an amount, an address, a number without limits) nothing is shown:
/// what is found too long then is so by the words alone.
/// </summary>
internal sealed class LongestValues(LanguageTexts language, IReadOnlyList<ShownText> shown)
{
    private const int FirstYear = 2027;

    /// <summary>Every weekday in every month, at a time of four figures.</summary>
    private static readonly DateTimeOffset[] Moments =
        [.. Enumerable.Range(1, 12).SelectMany(static month => Enumerable.Range(20, 7).Select(day => new DateTimeOffset(FirstYear, month, day, 23, 58, 0, TimeSpan.Zero)))];

    private readonly Dictionary<(string Written, ScriptType Type), TextValue?> _found = [];

    public string Fill(string raw, TextHoles holes) => TextRenderer.Render(TextTemplate.Parse(raw, out _), language.Language!, hole => LongestOf(hole, holes));

    private TextValue? LongestOf(TextHole hole, TextHoles holes)
    {
        if (holes.IndexOf(hole.Expression) is var index && (index < 0 || holes.TypeOf(index) is null))
        {
            return null;
        }

        var type = holes.TypeOf(index)!;
        if (!_found.TryGetValue((hole.Written, type), out var longest))
        {
            longest = ValuesOf(type, hole).MaxBy(value => Room(hole, value));
            _found[(hole.Written, type)] = longest;
        }

        return longest;
    }

    /// <summary>What a value takes of an SMS: a letter outside its alphabet more than halves the room.</summary>
    private int Room(TextHole hole, TextValue value)
    {
        var cut = SmsSegments.Cut(TextRenderer.Render(new TextTemplate { Pieces = [hole] }, language.Language!, _ => value));
        return cut.Encoding == SmsSegments.Gsm ? cut.Units : cut.Units * 153 / 67;
    }

    private IEnumerable<TextValue> ValuesOf(ScriptType type, TextHole hole) => type.Kind switch
    {
        ScriptKind.YesNo => [new TextValue.YesNo(true), new TextValue.YesNo(false)],
        ScriptKind.Number when type is { Minimum: { } least, Maximum: { } most } =>
            new[] { least, most, 1, 2, 5, 21 }.Where(number => number >= least && number <= most).Select(static number => new TextValue.Number(number)),
        ScriptKind.Number when !hole.Variants.IsEmpty => [new TextValue.Number(1), new TextValue.Number(2), new TextValue.Number(5)],
        ScriptKind.Text when type.MaxLength < ScriptValueLimits.MaxTextLength => [new TextValue.Text(new string('x', type.MaxLength))],
        ScriptKind.Digits => [new TextValue.Digits(new string('0', type.MaxLength))],
        ScriptKind.Phone => [new TextValue.Phone("+390123456789012")],
        ScriptKind.Date => Moments.Select(static moment => new TextValue.Date(DateOnly.FromDateTime(moment.DateTime))),
        ScriptKind.Time => [new TextValue.Time(new TimeOnly(23, 58))],
        ScriptKind.Moment => Moments.Select(static moment => new TextValue.Moment(moment)),
        ScriptKind.Duration => [new TextValue.Duration(new TimeSpan(23, 59, 0))],
        ScriptKind.Choice => type.Names.Select(name => new TextValue.Choice(name, LabelOf(type, name))),
        _ => [],
    };

    /// <summary>What people read for a name of a choice.</summary>
    private string LabelOf(ScriptType type, string name) =>
        shown.FirstOrDefault(text => text.Choice?.Value == name && text.Ask?.Slot?.Type is { } asked && asked.Equals(type)) is { } choice
        && language.FormsOf(choice).Select(static form => form.Raw).FirstOrDefault() is { } label
            ? label
            : name;
}
