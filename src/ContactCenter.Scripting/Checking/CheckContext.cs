using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>What the checks share: the script, its ways, and what they have found.</summary>
internal sealed class CheckContext(BoundScript script, FlowGraph graph)
{
    private readonly List<Diagnostic> _found = [];

    public BoundScript Script { get; } = script;

    public FlowGraph Graph { get; } = graph;

    public IReadOnlyList<Diagnostic> Found => _found;

    /// <summary>Whether one of the conversations can be a telephone call.</summary>
    public bool IsForVoice { get; } = script.Syntax.Header.Channels.Any(static channel => channel.Text == "voice");

    public void Report(DiagnosticCode code, TextRange range, params ReadOnlySpan<string> arguments) => _found.Add(new Diagnostic(code, range, arguments));

    public void Report(DiagnosticCode code, TextRange range, ImmutableArray<string> path, params ReadOnlySpan<string> arguments) =>
        _found.Add(new Diagnostic(code, range, arguments) { Path = path });

    /// <summary>The ways to every line.</summary>
    public Ways Ways => field ??= new Ways(Graph, static (_, _) => true);

    /// <summary>The ways to every line while a call is on, or is not.</summary>
    public Ways Calls => field ??= Checking.Calls.In(this);

    /// <summary>The ways to every line on which nobody confirms anything: only a yes, the way drawn last, does.</summary>
    public Ways Unconfirmed => field ??= new Ways(Graph, static (node, edge) => node.Statement is not BoundConfirm || edge != node.Next[^1]);

    /// <summary>The steps of the shortest way from where a run can begin to a line; empty when there is none.</summary>
    public ImmutableArray<string> PathTo(FlowNode goal) => Ways.PathTo(goal);
}
