using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Asking;

/// <summary>The texts of a program, taken apart once and filled in for each run. Immutable, thread-safe.</summary>
internal sealed class Wording
{
    private readonly ScriptProgram _program;
    private readonly ImmutableArray<ImmutableArray<Form>> _forms;
    private readonly Dictionary<ScriptType, ProgramAsk> _choices = [];

    public Wording(ScriptProgram program)
    {
        _program = program;
        _forms = [.. program.Tables.Texts.Select(static text => text.Templates.Select(Form.Of).ToImmutableArray())];
        foreach (var ask in program.Tables.Asks.Where(static ask => ask is { Slot: >= 0, Choices.IsEmpty: false }))
        {
            _choices.TryAdd(ChoiceOf(program.Tables.Slots[ask.Slot].Type), ask);
        }
    }

    /// <summary>The language a text is shown in: the one asked for, or the script's first where that lacks it.</summary>
    public Language LanguageOf(int text, string language) =>
        Known(text >= 0 && _forms[text].Any(form => form.Template.Language == language) ? language : _program.Languages[0]);

    /// <summary>A text with its values.</summary>
    /// <param name="text">Its place in the table.</param>
    /// <param name="language">The run's language.</param>
    /// <param name="form">The form it is wanted in; the plain one where it has none of that.</param>
    /// <param name="shown">The values of its holes.</param>
    /// <param name="zone">The zone moments are told in.</param>
    public string Render(int text, string language, ScriptTextForm form, ReadOnlySpan<ScriptValue> shown, TimeZoneInfo zone)
    {
        var words = LanguageOf(text, language);
        var (types, values) = (_program.Tables.Texts[text].Holes, new TextValue?[shown.Length]);
        for (var i = 0; i < shown.Length; i++)
        {
            var type = types[i];
            values[i] = TextValues.Of(shown[i], zone, name => LabelOf(type, name, words.Code, form, zone));
        }

        return TextRenderer.Render(
            FormOf(text, words, form, values),
            words,
            hole => int.Parse(hole.Expression, CultureInfo.InvariantCulture) is var at && at < values.Length ? values[at] : null,
            form == ScriptTextForm.Spoken ? TextStyle.Spoken : TextStyle.Usual);
    }

    /// <summary>A text without values, such as a choice's.</summary>
    public string Render(int text, string language, ScriptTextForm form, TimeZoneInfo zone) => Render(text, language, form, [], zone);

    /// <summary>What people read for a name of a type.</summary>
    public string LabelOf(ScriptType type, string name, string language, ScriptTextForm form, TimeZoneInfo zone) =>
        _choices.TryGetValue(ChoiceOf(type), out var ask) && ask.Choices.FirstOrDefault(choice => choice.Name == name) is { Text: >= 0 } choice
            ? Render(choice.Text, language, form, zone)
            : name;

    /// <summary>The recording of a text in a language; null when there is none.</summary>
    /// <param name="text">Its place in the table.</param>
    /// <param name="language">The run's language.</param>
    /// <param name="own">The recording the script names beside the text, which is in its first language.</param>
    public string? AudioOf(int text, string language, string? own)
    {
        var words = LanguageOf(text, language).Code;
        return _forms[text].FirstOrDefault(form => form.Template.Language == words && form.Template.Variant.Length == 0)?.Template.Audio
            ?? (words == _program.Languages[0] ? own : null);
    }

    /// <summary>What may be answered instead of a choice's text, in the run's language.</summary>
    public ImmutableArray<string> AnswersOf(int text, string language) =>
        text < 0 ? [] : _forms[text].FirstOrDefault(form => form.Template.Language == language && form.Template.Variant.Length == 0)?.Template.Answers ?? [];

    public static Language Known(string language) => Language.Find(language) ?? Language.Find("en")!;

    private TextTemplate FormOf(int text, Language language, ScriptTextForm wanted, TextValue?[] values)
    {
        var forms = _forms[text].Where(form => form.Template.Language == language.Code);
        var variant = wanted switch { ScriptTextForm.Spoken => ProgramTemplate.Spoken, ScriptTextForm.Short => ProgramTemplate.Short, _ => "" };
        Form? plain = null;
        foreach (var form in forms)
        {
            if (variant.Length > 0 && form.Template.Variant == variant)
            {
                return form.Parsed;
            }

            plain = form.Template.Variant.Length == 0 ? form : plain;
        }

        var counted = forms.FirstOrDefault(form => form.Template.By is var by && by >= 0 && by < values.Length && values[by] is TextValue.Number number
            && language.Plural(PluralOperands.Of(number.Value)).Word() == form.Template.Variant);
        return (counted ?? plain)?.Parsed ?? new TextTemplate { Pieces = [] };
    }

    /// <summary>The type whose names are chosen from: a list's is that of its items.</summary>
    private static ScriptType ChoiceOf(ScriptType type) => type.Kind == ScriptKind.List ? type.Item! : type;

    private sealed record Form(ProgramTemplate Template, TextTemplate Parsed)
    {
        public static Form Of(ProgramTemplate template) => new(template, new TextTemplate { Pieces = [.. template.Pieces.Select(PieceOf)] });

        private static TextPiece PieceOf(ProgramPiece piece) => piece.Hole < 0
            ? new TextPlain(piece.Literal)
            : TextTemplate.Parse(string.Create(CultureInfo.InvariantCulture, $"{{{piece.Hole}{(piece.Literal.Length > 0 ? "|" : "")}{piece.Literal}}}"), out _).Pieces[0];
    }
}
