using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Whether somebody is on the line: a telephone script begins with a call unless it starts on an event, or another script starts it with something; hanging up ends it, and a call that is answered begins one.</summary>
internal static class Calls
{
    /// <summary>The ways to every line, with whether a call is on there.</summary>
    public static Ways In(CheckContext context) =>
        new(context.Graph, root => BeginsOnCall(context, root), static (node, edge, on) => node.Statement switch
        {
            BoundHangUp => false,
            BoundCall => edge.IsAnswered,
            _ => on,
        });

    /// <summary>The ways to every line, with whether a machine may be on the line there; null where none is ever told.</summary>
    public static Ways? WithMachine(CheckContext context) => !context.Graph.Nodes.Any(static node => IsScreened(node.Statement))
        ? null
        : new(context.Graph, static _ => false, static (node, edge, on) => node.Statement switch
        {
            BoundHangUp => false,
            BoundCall call => IsScreened(call) && edge.IsAnswered && edge.To == node.Next[^2].To, // drawn before the way of a person
            _ => on,
        });

    private static bool IsScreened(BoundStatement? statement) => statement is BoundCall { Machine: not null, Queue: null };

    private static bool BeginsOnCall(CheckContext context, FlowNode root)
    {
        var isFirst = context.Graph.Roots.Any(known => known.Node == root && known.IsFirst);
        return isFirst
            ? context.Script.StartsOn.IsEmpty && !context.Script.Slots.Any(static slot => slot.IsParameter)
            : !context.Script.Handlers.Any(handler => handler.Name == "hangup" && handler.Target?.Step == root.Step!.Symbol);
    }
}
