using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>S8xx: waits for the past, during a call, in an empty time of day, without a rule for being late.</summary>
internal static class TimeChecks
{
    public static void Run(CheckContext context)
    {
        foreach (var node in context.Graph.Nodes)
        {
            if (node is not { IsReached: true, Statement: BoundWait { Syntax.HasFault: false } wait })
            {
                continue;
            }

            if (wait is { Kind: WaitKind.Until, Value: { } until })
            {
                if (IsPast(until))
                {
                    context.Report(TimeCodes.InThePast, until.Range);
                }
                else if (wait.Late is null)
                {
                    context.Report(TimeCodes.NoLate, wait.Range);
                }
            }

            if (wait is { Kind: WaitKind.Event, Event: { } awaited, Late: null })
            {
                context.Report(TimeCodes.WaitsForEver, wait.Range, awaited.Name);
            }

            if (wait.Within is { From: BoundConstant from, To: BoundConstant to } && ScriptValue.TryCompare(from.Value, to.Value, out var order) && order >= 0)
            {
                context.Report(TimeCodes.NeverInside, wait.Within.Range, from.Value.ToInvariantText(), to.Value.ToInvariantText());
            }

            if (context.IsForVoice && context.Calls.Reaches(node, state: true))
            {
                context.Report(TimeCodes.WaitsOnTheLine, wait.Range, context.Calls.PathTo(node, state: true));
            }
        }
    }

    /// <summary><c>now</c>, or <c>now</c> less something.</summary>
    private static bool IsPast(BoundExpression until) => until switch
    {
        BoundGiven { Name: GivenValues.Now } => true,
        BoundBinary { Operator: BinaryOperator.Minus, Left: var left, Right: BoundConstant { Value.Kind: ScriptKind.Duration } } => IsPast(left),
        _ => false,
    };
}
