using System.Collections.Immutable;
using ContactCenter.Scripting.Conversations;

namespace ContactCenter.Scripting;

/// <summary>A file of conversations that test a script, <c>NAME.talks</c> beside <c>NAME.flow</c>. Immutable; docs/scripting/conversations.md has its form.</summary>
public sealed class ConversationFile
{
    internal ConversationFile(SourceText source, ImmutableArray<Conversation> conversations, ImmutableArray<ConversationFault> faults, ImmutableArray<ConversationLine> lines) =>
        (Source, Conversations, Faults, Lines) = (source, conversations, faults, lines);

    /// <summary>The file.</summary>
    public SourceText Source { get; }

    /// <summary>Its conversations, in order.</summary>
    public ImmutableArray<Conversation> Conversations { get; }

    /// <summary>Lines that cannot be understood.</summary>
    public ImmutableArray<ConversationFault> Faults { get; }

    /// <summary>Its lines that could be understood, in order.</summary>
    internal ImmutableArray<ConversationLine> Lines { get; }

    /// <summary>Reads a file. A line that cannot be understood is a fault, and the others count.</summary>
    public static ConversationFile Parse(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ConversationParser.Parse(source);
    }
}

/// <summary>One conversation. Immutable.</summary>
public sealed class Conversation
{
    internal Conversation(string name, int line, ImmutableArray<ConversationLine> lines) => (Name, Line, Lines) = (name, line, lines);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The line of the file it begins at, from 1.</summary>
    public int Line { get; }

    /// <summary>What is done and expected, those lines in front that all conversations share.</summary>
    internal ImmutableArray<ConversationLine> Lines { get; }

    /// <summary>Plays it against a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="settings">What the conversation does not say itself.</param>
    public ConversationResult Play(ScriptProgram program, ConversationSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        return ConversationPlayer.Play(this, program, settings ?? new ConversationSettings());
    }
}

/// <summary>How conversations are played.</summary>
public sealed record ConversationSettings
{
    /// <summary>Whether the process dies after each step, to see that nothing is different.</summary>
    public bool CrashesAlways { get; init; }

    /// <summary>
    /// The language the run speaks instead of the conversation's own; the customer's answers then come to what they came to in the conversation's own
    /// language, and expected texts are not compared. Null for the conversation's own.
    /// </summary>
    public string? Language { get; init; }
}

/// <summary>How a conversation went.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Failure">What was not as expected, or could not be done; null when all was.</param>
/// <param name="Entries">Everything that happened.</param>
/// <param name="Coverage">What of the script was reached.</param>
public sealed record ConversationResult(string Name, ConversationFault? Failure, ImmutableArray<SimulatedEntry> Entries, ScriptCoverage Coverage);

/// <summary>A line that is wrong.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Message">What is wrong, in sentences.</param>
public sealed record ConversationFault(int Line, string Message);
