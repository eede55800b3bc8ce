using System.Collections.Immutable;

namespace ContactCenter.Scripting.Translating;

/// <summary>What a translator gets as one: a text, another form of it, its answers, or words inside one of its holes.</summary>
/// <param name="Id">The text's id, with what it is behind a dot: <c>k7</c>, <c>k7.spoken</c>, <c>k7.h1.few</c>.</param>
/// <param name="TextId">The text's id.</param>
/// <param name="Part">Which part of it.</param>
/// <param name="Key">The word of a form in side files, or the key of a variant; empty for the text itself and its answers.</param>
/// <param name="Source">What is to be translated, raw.</param>
/// <param name="Target">The translation, raw; null while there is none.</param>
internal sealed record TranslationUnit(string Id, string TextId, TranslationPart Part, string Key, string Source, string? Target)
{
    /// <summary>Which of the source's holes a variant stands in, from 1; 0 for others.</summary>
    public int Hole { get; init; }

    /// <summary>How far it is.</summary>
    public TranslationState State { get; init; }

    /// <summary>For the translator, by what each is about.</summary>
    public ImmutableArray<(string About, string Text)> Notes { get; init; } = [];
}

/// <summary>What a unit is of its text.</summary>
internal enum TranslationPart
{
    Text,
    Form,

    /// <summary>Words of a hole, by the value in it.</summary>
    Variant,

    Answers,
}

/// <summary>How far a translation is.</summary>
internal enum TranslationState
{
    /// <summary>There is none.</summary>
    Initial,

    /// <summary>There is one, of another text: the script's was changed since.</summary>
    Stale,

    /// <summary>There is one; of which text is not known.</summary>
    Translated,

    /// <summary>There is one of the text as it is.</summary>
    Final,
}
