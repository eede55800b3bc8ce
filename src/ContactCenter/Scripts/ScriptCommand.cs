using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>What a run is told.</summary>
internal abstract record ScriptCommand
{
    private ScriptCommand()
    {
    }

    /// <summary>It begins.</summary>
    /// <param name="Script">The script's name.</param>
    /// <param name="At">In which interaction, and how its customer came.</param>
    /// <param name="Given">Its parameters by name, as invariant text.</param>
    public sealed record Begin(string Script, ScriptPlace At, ImmutableDictionary<string, string> Given) : ScriptCommand
    {
        public Guid? Parent { get; init; }

        public int? ParentDemand { get; init; }

        /// <summary>The event it begins on; null when it begins otherwise.</summary>
        public LogPosition? Event { get; init; }

        /// <summary>What that event brings.</summary>
        public ImmutableDictionary<string, string> Fields { get; init; } = ImmutableDictionary<string, string>.Empty;
    }

    /// <summary>What demand <paramref name="Demand"/> asked for is done.</summary>
    public sealed record Proceed(int Demand) : ScriptCommand;

    /// <summary>The customer has written, or pressed a button.</summary>
    /// <param name="At">The message.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="ChosenFrom">Our message whose button it was; null for what was written.</param>
    /// <param name="Form">How it was given.</param>
    public sealed record Hear(LogPosition At, string Text, MessageId? ChosenFrom = null, ScriptAnswerForm Form = ScriptAnswerForm.Text) : ScriptCommand;

    /// <summary>Something has happened in the world.</summary>
    /// <param name="At">The event.</param>
    /// <param name="Event">Its name.</param>
    /// <param name="Content">What it brings, and what the runs it is for keep.</param>
    /// <param name="IsServed">Whether an agent has the conversation, who goes on when it suits.</param>
    public sealed record Meet(LogPosition At, string Event, Records.EventContent Content, bool IsServed) : ScriptCommand;

    /// <summary>The run stands at a demand of its own again: what is kept for it may be wanted now.</summary>
    public sealed record Recall(bool IsServed) : ScriptCommand;

    /// <summary>An action succeeded.</summary>
    public sealed record Conclude(int Demand, ImmutableDictionary<string, string> Fields) : ScriptCommand;

    /// <summary>Who was called has answered.</summary>
    public sealed record Reach(int Demand) : ScriptCommand;

    /// <summary>An action, a message or a call failed.</summary>
    public sealed record GiveUp(int Demand, string Code) : ScriptCommand;

    /// <summary>The time has come.</summary>
    public sealed record Wake(DateTimeOffset Due) : ScriptCommand;

    /// <summary>An agent has the conversation.</summary>
    public sealed record Serve(AgentId Agent, string Name) : ScriptCommand;

    /// <summary>Nobody will come for what the run asked an agent for.</summary>
    public sealed record Unserve(string Code) : ScriptCommand;

    /// <summary>The conversation is over for the customer.</summary>
    public sealed record Leave : ScriptCommand;

    /// <summary>An agent enters what the customer answers.</summary>
    public sealed record Enter(int Demand, string Text) : ScriptCommand;

    /// <summary>An agent has said the line, or read the note.</summary>
    public sealed record Next(int Demand) : ScriptCommand;

    /// <summary>An agent goes back to the question before.</summary>
    public sealed record GoBack(string Reason) : ScriptCommand;

    /// <summary>An agent goes to a step for any time.</summary>
    public sealed record GoTo(string Step, string Reason) : ScriptCommand;

    /// <summary>It goes on with another version of its script.</summary>
    public sealed record Upgrade(string Reason) : ScriptCommand;
}

/// <summary>Where a run takes place.</summary>
/// <param name="Interaction">The interaction.</param>
/// <param name="Customer">Whose.</param>
/// <param name="Endpoint">The endpoint the customer came by.</param>
/// <param name="Channel">The channel.</param>
/// <param name="AddressKind">What kind of address the customer has; null when it is not known.</param>
/// <param name="Address">The address.</param>
internal sealed record ScriptPlace(InteractionId Interaction, CustomerId Customer, EndpointId Endpoint, ChannelKind Channel, AddressKind? AddressKind, string? Address)
{
    /// <summary>The agent it guides; null where it receives the customer itself.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>What the agent is called.</summary>
    public string AgentName { get; init; } = "";

    public override string ToString() => $"{Interaction} by {Channel}";
}

/// <summary>A command with who gives it and what it follows from.</summary>
/// <param name="Id">The key of a person's command, or the id of the entry it follows from.</param>
/// <param name="Source">The position of that entry; null for people's commands, timers and results.</param>
/// <param name="By">Who.</param>
/// <param name="Command">What.</param>
internal sealed record ScriptPost(Guid Id, LogPosition? Source, Principal By, ScriptCommand Command)
{
    public string? TraceParent { get; init; }
}
