using System.Collections.Concurrent;
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

    /// <summary>Characters of one of several parts where a letter is outside the alphabet of SMS.</summary>
    private const int SmallestPart = 67;

    /// <summary>No value but texts, digits and choices is longer than this, unless it is spoken.</summary>
    private const int LongestWritten = 64;

    /// <summary>Every weekday in every month, at a time of four figures.</summary>
    private static readonly DateTimeOffset[] Moments =
        [.. Enumerable.Range(1, 12).SelectMany(static month => Enumerable.Range(20, 7).Select(day => new DateTimeOffset(FirstYear, month, day, 23, 58, 0, TimeSpan.Zero)))];

    /// <summary>Of kinds whose values are the same in every script, found once: as many as there are kinds and ways of showing.</summary>
    private static readonly ConcurrentDictionary<(string Language, ScriptKind Kind, TextFormat Format), TextValue?> Known = [];

    /// <summary>Whether a text needs no more parts whatever its values are and whatever its letters, seen without taking it apart.</summary>
    /// <param name="raw">The text.</param>
    /// <param name="text">The text with the values it can show.</param>
    /// <param name="more">How many characters follow it.</param>
    /// <param name="most">The parts.</param>
    public static bool FitsSurely(ReadOnlySpan<char> raw, BoundText text, int more, int most)
    {
        var values = raw.Count('{') + raw.Count('#');
        if (values == 0)
        {
            return raw.Length + more <= SmallestPart * most;
        }

        // Where the script's text shows nothing, signs that look like values are written ones, or show nothing either.
        var longest = 0;
        foreach (var value in text.Values)
        {
            longest = Math.Max(longest, LongestOf(value.Type));
        }

        return longest <= ScriptValueLimits.MaxTextLength && !raw.Contains("spoken", StringComparison.Ordinal) && raw.Length + more + (values * longest) <= SmallestPart * most;
    }

    private static int LongestOf(ScriptType? type) => type switch
    {
        null or { Kind: ScriptKind.Choice } => int.MaxValue, // as long as its label is
        { Kind: ScriptKind.Text, MaxLength: ScriptValueLimits.MaxTextLength } => 0,
        { Kind: ScriptKind.Text or ScriptKind.Digits } => type.MaxLength,
        _ => LongestWritten,
    };

    public string Fill(string raw, TextHoles holes) => TextRenderer.Render(TextTemplate.Parse(raw, out _), language.Language!, hole => LongestOf(hole, holes));

    private TextValue? LongestOf(TextHole hole, TextHoles holes)
    {
        if (holes.IndexOf(hole.Expression) is var index && (index < 0 || holes.TypeOf(index) is null))
        {
            return null;
        }

        var type = holes.TypeOf(index)!;
        return hole.Variants.IsEmpty
            && type.Kind is ScriptKind.Date or ScriptKind.Time or ScriptKind.Moment or ScriptKind.Duration or ScriptKind.Phone or ScriptKind.YesNo
            ? Known.GetOrAdd((language.Code, type.Kind, hole.Format), (_, at) => at.Me.Longest(at.Type, at.Hole), (Me: this, Type: type, Hole: hole))
            : Longest(type, hole);
    }

    private TextValue? Longest(ScriptType type, TextHole hole) => ValuesOf(type, hole).MaxBy(value => Room(hole, value));

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
