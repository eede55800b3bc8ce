using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>The texts of a script in one language, a side file <c>NAME.LANG.texts</c>. Immutable.</summary>
internal sealed record TextFile
{
    /// <summary>The script's name.</summary>
    public required string Script { get; init; }

    /// <summary>The language's code.</summary>
    public required string Language { get; init; }

    /// <summary>Comments above the first line.</summary>
    public ImmutableArray<string> Comments { get; init; } = [];

    /// <summary>Entries in the order of the file, no id twice.</summary>
    public ImmutableArray<TextEntry> Entries { get; init; } = [];

    /// <summary>Ids of entries that could not be read, which was said.</summary>
    public ImmutableHashSet<string> BrokenIds { get; init; } = [];

    /// <summary>Comments below the last entry.</summary>
    public ImmutableArray<string> EndComments { get; init; } = [];

    /// <summary>Where the first line stands.</summary>
    public TextRange HeaderPlace { get; init; }

    /// <summary>What is kept of a source text to see that it changed: 8 hexadecimal digits of its SHA-256.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 4);
}

/// <summary>What a side file says of one text. Texts are raw, as between quotes.</summary>
internal sealed record TextEntry
{
    /// <summary>The most answers a choice can have.</summary>
    public const int MaxAnswers = 256;

    /// <summary>The text's id without its sign.</summary>
    public required string Id { get; init; }

    public required string Text { get; init; }

    /// <summary><see cref="TextFile.HashOf"/> of the text this one translates; null when it is not known.</summary>
    public string? From { get; init; }

    /// <summary>The value whose plural category chooses among <see cref="Plurals"/>.</summary>
    public string? By { get; init; }

    /// <summary>The whole text by category; <see cref="Text"/> is that of all others.</summary>
    public ImmutableArray<TextVariant> Plurals { get; init; } = [];

    /// <summary>For voices.</summary>
    public string? Spoken { get; init; }

    /// <summary>For SMS.</summary>
    public string? Short { get; init; }

    /// <summary>A recording.</summary>
    public string? Audio { get; init; }

    /// <summary>What people may answer instead of the text, where it is a choice's.</summary>
    public ImmutableArray<string> Answers { get; init; } = [];

    /// <summary>Comments above the entry.</summary>
    public ImmutableArray<string> Comments { get; init; } = [];

    /// <summary>The text to show, raw.</summary>
    /// <param name="use">Where; the text's own form where there is none for it.</param>
    /// <param name="counted">The value of <see cref="By"/>; null when it is empty.</param>
    /// <param name="language">The file's language.</param>
    public string TextFor(TextUse use, TextValue? counted, Language language) => use switch
    {
        TextUse.Spoken when Spoken is not null => Spoken,
        TextUse.Short when Short is not null => Short,
        _ => (counted is null ? null : TextRenderer.Pick(Plurals, counted, language)) ?? Text,
    };

    /// <summary>Whether the text it translates is another one by now.</summary>
    public bool IsStaleFor(string source) => From is not null && From != TextFile.HashOf(source);

    /// <summary>Where it stands; all zero for one that was not read.</summary>
    public TextEntryPlaces Places { get; init; }

    /// <summary>Whether nothing is there to show yet.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>Its texts with what each is, as the words of a side file; the text at the margin has none.</summary>
    public IEnumerable<(string Word, string Text)> Forms
    {
        get
        {
            yield return ("", Text);
            foreach (var plural in Plurals)
            {
                yield return (plural.Key, plural.Text);
            }

            foreach (var (word, text) in new[] { ("spoken", Spoken), ("short", Short) })
            {
                if (text is not null)
                {
                    yield return (word, text);
                }
            }
        }
    }

    public bool Equals(TextEntry? other) => other is not null && TextFileWriter.Write(this) == TextFileWriter.Write(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}

/// <summary>Where a text is used.</summary>
internal enum TextUse
{
    /// <summary>On a screen, in a chat or a mail.</summary>
    Written,

    /// <summary>By a voice.</summary>
    Spoken,

    /// <summary>In an SMS.</summary>
    Short,
}
