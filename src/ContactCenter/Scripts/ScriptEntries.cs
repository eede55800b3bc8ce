using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>The kinds of entries about scripts.</summary>
internal static class ScriptKinds
{
    /// <summary>A program that is run, so that what runs on it finds it whatever is configured later.</summary>
    public const string Published = "script.published";

    /// <summary>A run took an input and stands at its next demand.</summary>
    public const string Stepped = "script.stepped";

    /// <summary>What a customer wrote came while the run asked nothing, and no script waits for it.</summary>
    public const string Unheard = "script.unheard";

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
internal sealed record ScriptStepped(Guid Run, string Script, int Version, string Program, int Sequence, ScriptInputKind Input, ScriptRunState State, int Demand)
{
    /// <summary>The statement it happened at.</summary>
    public string? From { get; init; }

    /// <summary>The statement it stands at.</summary>
    public string? Statement { get; init; }

    /// <summary>The step it stands in.</summary>
    public string? Step { get; init; }

    /// <summary>The text it shows.</summary>
    public string? Text { get; init; }

    /// <summary>When it wants to be woken.</summary>
    public DateTimeOffset? Due { get; init; }

    public string? Outcome { get; init; }

    public ScriptFault? Fault { get; init; }

    public string? Channel { get; init; }

    public string? Language { get; init; }

    /// <summary>The slots that changed.</summary>
    public ImmutableArray<string> Changed { get; init; } = [];

    /// <summary>Whether the customer's wait for an agent is over by this step.</summary>
    public bool Withdraws { get; init; }

    /// <summary>The run that started it.</summary>
    public Guid? Parent { get; init; }

    /// <summary>The number of that run's demand.</summary>
    public int? ParentDemand { get; init; }
}

/// <summary>What came to a run that did not want it.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">The message.</param>
/// <param name="Why">How the machine refused it.</param>
internal sealed record ScriptUnheard(Guid Run, Journal.LogPosition At, ScriptAdvance Why);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScriptPublished))]
[JsonSerializable(typeof(ScriptStepped))]
[JsonSerializable(typeof(ScriptUnheard))]
internal sealed partial class ScriptJson : JsonSerializerContext;
