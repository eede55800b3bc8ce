using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Translating;

/// <summary>What there is to translate in a script, into one language.</summary>
internal sealed class TranslationUnits
{
    /// <summary>Between answers in a unit.</summary>
    public const string Separator = " | ";

    private readonly BoundScript _script;
    private readonly ScriptTexts? _own;
    private readonly ScriptTexts? _target;
    private readonly Language _language;

    private TranslationUnits(BoundScript script, ScriptTexts? own, ScriptTexts? target, Language language) =>
        (_script, _own, _target, _language) = (script, own, target, language);

    /// <summary>All units, in the order of the script; those of a text are together.</summary>
    /// <param name="script">The script.</param>
    /// <param name="own">The side file of its own language; null for none.</param>
    /// <param name="target">The translations so far; null for none.</param>
    /// <param name="language">The language translated into.</param>
    public static ImmutableArray<TranslationUnit> Of(BoundScript script, ScriptTexts? own, ScriptTexts? target, Language language)
    {
        var units = new TranslationUnits(script, own, target, language);
        return [.. ShownTexts.Of(script).Where(static shown => shown is { IsTranslated: true, Text.Id: not null }).SelectMany(units.Of)];
    }

    private IEnumerable<TranslationUnit> Of(ShownText shown)
    {
        var (id, source) = (shown.Text.Id!, Raw(shown.Text));
        var own = _own?.Entries.GetValueOrDefault(id);
        var target = _target?.Entries.GetValueOrDefault(id) is { IsBlank: false } entry ? entry : null;
        var notes = TranslationNotes.Of(shown, target);
        var unit = new TranslationUnit(id, id, TranslationPart.Text, "", source, target?.Text)
        {
            Notes = notes,
            State = target is null ? TranslationState.Initial : target.From is null ? TranslationState.Translated : target.IsStaleFor(source) ? TranslationState.Stale : TranslationState.Final,
        };
        yield return unit;
        foreach (var variant in Variants(unit, target))
        {
            yield return variant;
        }

        foreach (var (word, from, to) in Forms(own, target, source))
        {
            yield return Part(unit, TranslationPart.Form, word, from, to, TranslationNotes.OfForm(word, own?.By ?? target?.By));
        }

        if (shown.Choice is not null && Answers(own) is var ownAnswers && Answers(target) is var answers && (ownAnswers ?? answers) is not null)
        {
            yield return Part(unit, TranslationPart.Answers, "", ownAnswers ?? "", answers, TranslationNotes.Answers) with { Id = $"{id}.answers" };
        }
    }

    /// <summary>The forms beside the text that its own language or the translation has.</summary>
    private IEnumerable<(string Word, string Source, string? Target)> Forms(TextEntry? own, TextEntry? target, string source)
    {
        var (from, to) = (FormsOf(own), FormsOf(target));
        var plurals = own?.By is null && target?.By is null ? [] : _language.Categories.Select(static category => category.Word());
        foreach (var word in plurals.Where(word => word != "other" || from.ContainsKey(word) || to.ContainsKey(word))
            .Concat(new[] { ProgramTemplate.Spoken, ProgramTemplate.Short }.Where(word => from.ContainsKey(word) || to.ContainsKey(word))))
        {
            yield return (word, from.GetValueOrDefault(word, source), to.GetValueOrDefault(word));
        }
    }

    private static Dictionary<string, string> FormsOf(TextEntry? entry) =>
        (entry?.Forms ?? []).Where(static form => form.Word.Length > 0).ToDictionary(static form => form.Word, static form => form.Text, StringComparer.Ordinal);

    /// <summary>The words inside holes. A translation that shows such a value without words of its own has none to translate.</summary>
    private IEnumerable<TranslationUnit> Variants(TranslationUnit unit, TextEntry? target)
    {
        var translated = target is null ? null : TextTemplate.Parse(target.Text, out _);
        var number = 0;
        foreach (var hole in TextTemplate.Parse(unit.Source, out _).Holes)
        {
            number++;
            var same = translated?.Holes.FirstOrDefault(other => TextHoles.Normal(other.Expression) == TextHoles.Normal(hole.Expression));
            if (hole.Variants.IsEmpty || same is { Variants.IsEmpty: true })
            {
                continue;
            }

            foreach (var key in KeysOf(hole))
            {
                var source = hole.Variants.FirstOrDefault(variant => variant.Key == key) ?? hole.Variants.First(static variant => variant.Key == "other");
                var words = same?.Variants.FirstOrDefault(variant => variant.Key == key)?.Text;
                yield return Part(unit, TranslationPart.Variant, key, source.Text, words, TranslationNotes.OfVariant(hole, key)) with
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{unit.TextId}.h{number}.{IdOf(key)}"),
                    Hole = number,
                };
            }
        }
    }

    /// <summary>Of a number: the figures with words of their own and the categories of the language translated into; else the same keys.</summary>
    private IEnumerable<string> KeysOf(TextHole hole)
    {
        if (hole.Variants.All(static variant => variant.Key != "other"))
        {
            return []; // a fault of the script, which was said
        }

        var keys = hole.Variants.Select(static variant => variant.Key).Distinct();
        return hole.IsPlural
            ? keys.Where(static key => !PluralCategories.TryParse(key, out _)).Concat(_language.Categories.Select(static category => category.Word()))
            : keys;
    }

    private static TranslationUnit Part(TranslationUnit whole, TranslationPart part, string key, string source, string? target, string note) => new(
        $"{whole.TextId}.{key}", whole.TextId, part, key, source, target)
    {
        Notes = [("form", note)],
        State = target is null ? TranslationState.Initial : whole.State == TranslationState.Initial ? TranslationState.Translated : whole.State,
    };

    private static string? Answers(TextEntry? entry) => entry is { Answers.IsEmpty: false } && entry.Answers.All(static answer => !answer.Contains('|', StringComparison.Ordinal))
        ? string.Join(Separator, entry.Answers)
        : null;

    /// <summary>Ids of XLIFF have letters, digits and a few signs.</summary>
    private static string IdOf(string key) => string.Concat(key.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $":{(int)c:x}:")));

    private string Raw(BoundText text) => _script.Syntax.Source.Slice(text.Syntax.Raw).ToString();
}
