using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>Something a script may do in the world: query a plant, open a case, send a mail. Registered with <c>TryAddEnumerable</c>. Thread-safe.</summary>
public interface IScriptAction
{
    /// <summary>The name scripts call it by, such as <c>case.open</c>, with what it takes and gives.</summary>
    ScriptActionSignature Signature { get; }

    /// <summary>Does it, once. The call's key is the same when the script engine has to ask again.</summary>
    ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken);
}

/// <summary>What an action takes and gives, for the script checker.</summary>
/// <param name="Name">Dotted lower-case name; a key by <see cref="KeyRules"/>.</param>
/// <param name="Parameters">The parameters in order.</param>
/// <param name="Result">The fields of its result; empty when it gives none.</param>
public sealed record ScriptActionSignature(string Name, ImmutableArray<ScriptField> Parameters, ImmutableArray<ScriptField> Result)
{
    /// <summary>How long it may take; 10 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether asking again with the same key is harmless.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it cannot be undone, so that an operator may not go back past it.</summary>
    public bool IsIrreversible { get; init; }
}

/// <summary>A parameter or a field of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in the script language, such as <c>text</c>, <c>number</c>, <c>moment</c>.</param>
/// <param name="IsOptional">Whether it may be empty.</param>
public sealed record ScriptField(string Name, string Type, bool IsOptional = false);

/// <summary>One call of an action.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Tenant">Whose script it is.</param>
/// <param name="Interaction">The interaction it runs in.</param>
/// <param name="Arguments">The arguments by name, as invariant text.</param>
public sealed record ScriptActionCall(Guid Key, TenantId Tenant, InteractionId Interaction, ImmutableDictionary<string, string> Arguments);

/// <summary>What an action answers.</summary>
/// <param name="Succeeded">False takes the script's declared failure branch.</param>
/// <param name="Fields">The result's fields by name, as invariant text.</param>
/// <param name="Code">Why it failed, as a stable code.</param>
public sealed record ScriptActionResult(bool Succeeded, ImmutableDictionary<string, string> Fields, string? Code = null);
