using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContactCenter.Journal;
using ContactCenter.Scripting;

namespace ContactCenter.Records;

/// <summary>The kinds of entries about scripts.</summary>
internal static class ScriptKinds
{
    /// <summary>A program that is run, so that what runs on it finds it whatever is configured later.</summary>
    public const string Published = "script.published";

    /// <summary>A run took an input and stands at its next demand.</summary>
    public const string Stepped = "script.stepped";

    /// <summary>What a customer wrote came while the run asked nothing, and no script waits for it.</summary>
    public const string Unheard = "script.unheard";

    /// <summary>An event of the world waits for the run to listen.</summary>
    public const string Kept = "script.kept";

    /// <summary>The sealed frame of a step: record and snapshot, in base64.</summary>
    public const string Frame = "frame";

    /// <summary>The machine of a run.</summary>
    public const string Machine = "script";
}

/// <summary>A program.</summary>
/// <param name="Script">The script's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Program">The program's hash, in hexadecimal.</param>
/// <param name="Bytes">The program.</param>
internal sealed record ScriptPublished(string Script, int Version, string Program, byte[] Bytes);

/// <summary>A step of a run. What was said and what the slots hold stands in the sealed frame.</summary>
/// <param name="Run">The run.</param>
/// <param name="Script">The script's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Program">The program's hash, in hexadecimal.</param>
/// <param name="Sequence">Which step of the run it is, from 1.</param>
/// <param name="Input">What happened.</param>
/// <param name="State">What the run waits for now.</param>
/// <param name="Demand">The number of its demand.</param>
/// <param name="From">The statement it happened at.</param>
/// <param name="Statement">The statement it stands at.</param>
/// <param name="Step">The step it stands in.</param>
/// <param name="Text">The text it shows.</param>
/// <param name="Due">When it wants to be woken.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Fault">Why it cannot go on.</param>
/// <param name="Channel">By what it speaks.</param>
/// <param name="Language">Its language.</param>
/// <param name="Changed">The slots that changed.</param>
/// <param name="Withdraws">Whether the customer's wait for an agent is over by this step.</param>
/// <param name="Parent">The run that started it.</param>
/// <param name="ParentDemand">The number of that run's demand.</param>
/// <param name="Event">The event of the world it took, or began on.</param>
/// <param name="IsRecalled">Whether that had been kept for it.</param>
/// <param name="Was">The hash of the program it was on, where this step took it to another one.</param>
internal sealed record ScriptStepped(
    Guid Run,
    string Script,
    int Version,
    string Program,
    int Sequence,
    ScriptInputKind Input,
    ScriptRunState State,
    int Demand,
    string? From = null,
    string? Statement = null,
    string? Step = null,
    string? Text = null,
    DateTimeOffset? Due = null,
    string? Outcome = null,
    ScriptFault? Fault = null,
    string? Channel = null,
    string? Language = null,
    ImmutableArray<string>? Changed = null,
    bool Withdraws = false,
    Guid? Parent = null,
    int? ParentDemand = null,
    LogPosition? Event = null,
    bool IsRecalled = false,
    string? Was = null);

/// <summary>What came to a run that did not want it.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">The message.</param>
/// <param name="Why">How the machine refused it.</param>
/// <param name="State">What the run was doing.</param>
internal sealed record ScriptUnheard(Guid Run, LogPosition At, ScriptAdvance Why, ScriptRunState State);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScriptPublished))]
[JsonSerializable(typeof(ScriptStepped))]
[JsonSerializable(typeof(ScriptUnheard))]
internal sealed partial class ScriptJson : JsonSerializerContext;
