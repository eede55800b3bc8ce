using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>S8xx: waits for the past, during a call, in an empty time of day, without a rule for being late.</summary>
internal static class TimeChecks
{
    public static void Run(CheckContext context, ScriptCheckOptions options)
    {
        foreach (var node in context.Graph.Nodes)
        {
            if (node is not { IsReached: true, Statement: BoundWait { Syntax.HasFault: false } wait })
            {
                continue;
            }

            if (wait is { Kind: WaitKind.Until, Value: { } until })
            {
                if (IsPast(until, options.ClocksFrom))
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

            // From a later time to an earlier one it goes over midnight.
            if (wait.Within is { From: BoundConstant from, To: BoundConstant to } && from.Value == to.Value)
            {
                context.Report(TimeCodes.NeverInside, wait.Within.Range, from.Value.ToInvariantText(), to.Value.ToInvariantText());
            }

            if (context.IsForVoice && context.Calls.Reaches(node, state: true))
            {
                context.Report(TimeCodes.WaitsOnTheLine, wait.Range, context.Calls.PathTo(node, state: true));
            }
        }
    }

    /// <summary>Whether a moment is over whenever a run comes to it, or the midnight a day begins at: <c>now</c> and <c>today</c>, either less something, and days long gone.</summary>
    /// <param name="until">The moment or the day.</param>
    /// <param name="today">A day that has come, somewhere on earth.</param>
    private static bool IsPast(BoundExpression until, DateOnly today) => until switch
    {
        BoundGiven { Name: GivenValues.Now or GivenValues.Today } => true,
        BoundConstant { Value: var written } => written.AsDate() < today,
        BoundFunction { Function: ScriptFunction.MomentOf, Arguments: [BoundConstant { Value: var day }, _] } => day.AsDate()?.AddDays(1) < today,
        BoundFunction { Function: ScriptFunction.MomentOf, Arguments: [BoundBinary { Operator: BinaryOperator.Minus, Right: BoundConstant less } day, _] } =>
            IsPast(day, today) && less.Value.AsDuration() >= TimeSpan.FromDays(1),
        BoundBinary { Operator: BinaryOperator.Minus, Left: var left, Right: BoundConstant { Value.Kind: ScriptKind.Duration } } => IsPast(left, today),
        _ => false,
    };
}
