using System.Collections.Immutable;

namespace ContactCenter.Scripting.Texts;

/// <summary>Where the parts of an entry stand in its file.</summary>
/// <param name="Id">The id.</param>
/// <param name="Text">The text at the margin, between its quotes.</param>
internal readonly record struct TextEntryPlaces(TextRange Id, TextRange Text)
{
    /// <summary>The lines below by their word: a text between its quotes, other values as they are, <c>answers</c> from the first to the last.</summary>
    public ImmutableDictionary<string, TextRange>? Lines { get; init; }

    /// <summary>Each of the answers, between its quotes.</summary>
    public ImmutableArray<TextRange> Answers { get; init; }

    /// <summary>The place of what stands behind a word; that of the text at the margin where the word is not there.</summary>
    public TextRange Of(string word) => Lines is not null && Lines.TryGetValue(word, out var place) ? place : Text;

    public TextEntryPlaces With(string word, TextRange place) => this with { Lines = (Lines ?? ImmutableDictionary<string, TextRange>.Empty).SetItem(word, place) };
}
