using System.Globalization;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>S6xx: what a telephone can do, and whether somebody is on the line.</summary>
internal static class LineChecks
{
    private const int MostKeys = 9;

    public static void Run(CheckContext context)
    {
        if (!context.IsForVoice)
        {
            return;
        }

        var machines = Calls.WithMachine(context);
        foreach (var node in context.Graph.Nodes)
        {
            if (node is not { IsReached: true, Statement.Syntax.HasFault: false })
            {
                continue;
            }

            if (node.Statement is BoundCall { Queue: not null, Machine: not null } call)
            {
                context.Report(ChannelCodes.MachineWithAgent, call.Range);
            }

            if (node.Statement is BoundAsk { By: null } ask)
            {
                LookAtKeys(context, ask);
            }

            var code = node.Statement switch
            {
                BoundAsk { By: null } or BoundConfirm => ChannelCodes.NobodyToAnswer,
                BoundSay => ChannelCodes.NobodyToHear,
                BoundTransfer => ChannelCodes.NobodyToTransfer,
                _ => null,
            };
            if (code is not null && context.Calls.Reaches(node, state: false))
            {
                context.Report(code, node.Statement!.Range, context.Calls.PathTo(node, state: false));
            }
            else if (node.Statement is BoundAsk { By: null, Silence: null } or BoundConfirm { Silence: null } && machines?.Reaches(node, state: true) == true)
            {
                context.Report(ChannelCodes.AskedOfMachine, node.Statement!.Range, machines.PathTo(node, state: true));
            }
        }
    }

    private static void LookAtKeys(CheckContext context, BoundAsk ask)
    {
        foreach (var choice in ask.Choices)
        {
            if (choice.Syntax.Key > MostKeys)
            {
                context.Report(ChannelCodes.TooManyKeys, choice.Syntax.Range, choice.Syntax.Key.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (ask is { Choices.IsEmpty: true, From: null, Slot.Type: { Kind: ScriptKind.Text or ScriptKind.Email or ScriptKind.Address } type })
        {
            var name = TypeNames.Of(type);
            context.Report(ChannelCodes.FreeTextOnKeys, ask.Range, char.ToUpperInvariant(name[0]) + name[1..]);
        }
    }
}
