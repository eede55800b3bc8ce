using System.Collections.Immutable;

namespace ContactCenter.Scripting.Conversations;

/// <summary>One line of a conversation: words and quoted texts.</summary>
/// <param name="Number">Its number in the file.</param>
/// <param name="Words">Its parts.</param>
internal sealed record ConversationLine(int Number, ImmutableArray<ConversationWord> Words)
{
    /// <summary>A word, or nothing where there is none or a quoted text.</summary>
    public string Word(int at) => at < Words.Length && !Words[at].IsQuoted ? Words[at].Text : "";

    /// <summary>What a word or a quoted text says; nothing where there is none.</summary>
    public string Text(int at) => at < Words.Length ? Words[at].Text : "";

    public bool IsQuoted(int at) => at < Words.Length && Words[at].IsQuoted;

    public override string ToString() => string.Join(' ', Words.Select(static word => word.IsQuoted ? $"\"{word.Text}\"" : word.Text));
}

/// <summary>A part of a line.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsQuoted">Whether it stood between quotes.</param>
/// <param name="Range">Where it stands in the file, without its quotes.</param>
internal readonly record struct ConversationWord(string Text, bool IsQuoted, TextRange Range);
