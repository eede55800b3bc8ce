using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>What scripts may rely on around them: actions, records, events, what the host gives, and the names they may use. Immutable.</summary>
public sealed class ScriptContracts
{
    /// <summary>Nothing but what every host gives.</summary>
    public static ScriptContracts Empty { get; } = new();

    /// <summary>Reads a file of contracts.</summary>
    /// <param name="source">The file.</param>
    /// <param name="diagnostics">What is wrong with it; what is right is taken all the same.</param>
    public static ScriptContracts Parse(SourceText source, out ImmutableArray<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        (var contracts, diagnostics) = ContractsParser.Parse(source);
        return contracts;
    }

    /// <summary>The same records, events, scripts and names, with the actions, queues, calendars and templates a host has instead of those that were written.</summary>
    /// <param name="actions">The actions that are registered.</param>
    /// <param name="queues">The queues there are.</param>
    /// <param name="calendars">The calendars whose hours can be asked.</param>
    /// <param name="templates">The templates messages can be sent by.</param>
    public ScriptContracts In(IEnumerable<ActionContract> actions, IEnumerable<string> queues, IEnumerable<string> calendars, IEnumerable<TemplateContract> templates) => new()
    {
        Actions = actions.ToFrozenDictionary(static action => action.Name, StringComparer.Ordinal),
        Queues = queues.ToFrozenSet(StringComparer.Ordinal),
        Givens = GivenValues.Standard(calendars),
        Records = Records,
        Events = Events,
        Scripts = Scripts,
        Templates = templates.ToFrozenDictionary(static template => template.Name, StringComparer.Ordinal),
        Articles = Articles,
        Audio = Audio,
    };

    /// <summary>Actions by name.</summary>
    public FrozenDictionary<string, ActionContract> Actions { get; init; } = FrozenDictionary<string, ActionContract>.Empty;

    /// <summary>Records a slot can be declared with, by name.</summary>
    public FrozenDictionary<string, ScriptType> Records { get; init; } = GivenValues.Records.ToFrozenDictionary(static given => given.Name!, StringComparer.Ordinal);

    /// <summary>Events by name, with what they carry; null for nothing.</summary>
    public FrozenDictionary<string, ScriptType?> Events { get; init; } = GivenValues.Events;

    /// <summary>Values every script can read, such as <c>session</c>, by name.</summary>
    public FrozenDictionary<string, ScriptType> Givens { get; init; } = GivenValues.Standard([]);

    /// <summary>Scripts that can be started, by name, with what they take.</summary>
    public FrozenDictionary<string, ImmutableArray<ScriptTypeField>> Scripts { get; init; } = FrozenDictionary<string, ImmutableArray<ScriptTypeField>>.Empty;

    /// <summary>The queues there are; null when that is not known here.</summary>
    public FrozenSet<string>? Queues { get; init; }

    /// <summary>The templates messages can be sent by, by name; null when that is not known here.</summary>
    public FrozenDictionary<string, TemplateContract>? Templates { get; init; }

    /// <summary>The articles of the knowledge base; null when that is not known here.</summary>
    public FrozenSet<string>? Articles { get; init; }

    /// <summary>The recorded prompts; null when that is not known here.</summary>
    public FrozenSet<string>? Audio { get; init; }
}
