using System.Collections.Frozen;
using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting;

/// <summary>A template of messages as scripts rely on it: what it takes and, where they are known, its texts. Immutable, thread-safe.</summary>
public sealed class TemplateContract
{
    private readonly FrozenDictionary<string, TemplateText> _texts;

    /// <summary>A template whose texts are not known here.</summary>
    /// <param name="name">Its path, such as <c>clinic/reminder</c>.</param>
    /// <param name="parameters">What it takes, in order; optional ones last.</param>
    public TemplateContract(string name, ImmutableArray<ScriptTypeField> parameters)
        : this(name, parameters, [])
    {
    }

    internal TemplateContract(string name, ImmutableArray<ScriptTypeField> parameters, IEnumerable<TemplateText> texts)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Name, Parameters) = (name, parameters.IsDefault ? [] : parameters);
        _texts = texts.DistinctBy(static text => text.Language).ToFrozenDictionary(static text => text.Language, StringComparer.Ordinal);
    }

    /// <summary>Whether scripts can name a template so: words of letters, digits and <c>_</c> with <c>/</c>, <c>.</c> or <c>-</c> between, at most 128 characters.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > ScriptValueLimits.MaxNameLength)
        {
            return false;
        }

        var faults = new FaultList();
        var tokens = new TokenCursor(name, faults, new NameTable());
        tokens.Load(0, name.Length, inHole: false);
        return tokens.Path("a template").Text == name && tokens.AtEnd && faults.IsEmpty;
    }

    /// <summary>Its path.</summary>
    public string Name { get; }

    /// <summary>What it takes, in order; optional ones last.</summary>
    public ImmutableArray<ScriptTypeField> Parameters { get; }

    /// <summary>The languages it has a text in; empty when its texts are not known here.</summary>
    public ImmutableArray<string> Languages => [.. _texts.Keys.Order(StringComparer.Ordinal)];

    internal bool HasTexts => _texts.Count > 0;

    /// <summary>Its text as a program has it, in those of the languages in which there is one.</summary>
    internal ImmutableArray<ProgramTemplate> FormsIn(ImmutableArray<string> languages) =>
    [
        .. languages.Select(language => _texts.GetValueOrDefault(language)).OfType<TemplateText>().SelectMany(text => text.Short is { } brief
            ? [new ProgramTemplate(text.Language, "", Pieces(text.Text)), new ProgramTemplate(text.Language, ProgramTemplate.Short, Pieces(brief))]
            : new[] { new ProgramTemplate(text.Language, "", Pieces(text.Text)) }),
    ];

    /// <summary>Which of the values a hole shows; -1 for none.</summary>
    internal static int IndexOf(ImmutableArray<ScriptTypeField> parameters, string expression)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Name == expression)
            {
                return i;
            }
        }

        return -1;
    }

    private ImmutableArray<ProgramPiece> Pieces(string raw) =>
    [
        .. TextTemplate.Parse(raw, out _).Pieces.Select(piece => piece is TextHole hole
            ? new ProgramPiece(hole.Written, IndexOf(Parameters, hole.Expression))
            : new ProgramPiece(((TextPlain)piece).Value)),
    ];
}

/// <summary>A template's text in a language.</summary>
/// <param name="Language">The language, such as <c>it</c>.</param>
/// <param name="Text">The text, at most 4,096 characters.</param>
/// <param name="Short">The text for SMS; null where it is the same.</param>
public sealed record TemplateText(string Language, string Text, string? Short = null);
