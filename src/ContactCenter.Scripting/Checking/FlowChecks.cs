using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>S4xx: lines no run comes to, steps without an end, rounds without a wait, ways without an exit.</summary>
internal static class FlowChecks
{
    public static void Run(CheckContext context)
    {
        Reach(context.Graph);
        var hasBrokenArrow = HasBrokenArrow(context);
        LookForDeadLines(context);
        LookForOpenSteps(context);
        var goesRound = LookForRounds(context);
        if (!goesRound)
        {
            LookForTraps(context);
        }

        // A step seems lost, and an outcome, where an arrow is broken or a line above stops all runs: that was said.
        var isExplained = hasBrokenArrow || context.Found.Count > 0;
        LookForLostSteps(context, isExplained);
        if (!isExplained && context.Graph.Nodes.All(static node => node.IsReached || node.Statement is null))
        {
            LookForLostOutcomes(context);
        }

        LookForLoneBacks(context);
    }

    private static void Reach(FlowGraph graph)
    {
        var open = new Stack<FlowNode>();
        foreach (var (root, _) in graph.Roots)
        {
            open.Push(root);
        }

        while (open.TryPop(out var node))
        {
            if (node.IsReached)
            {
                continue;
            }

            node.IsReached = true;
            foreach (var edge in node.Next)
            {
                open.Push(edge.To);
            }
        }
    }

    /// <summary>Whether an arrow leads to nothing known, or is missing: what seems lost may be what was meant.</summary>
    private static bool HasBrokenArrow(CheckContext context)
    {
        foreach (var node in context.Graph.Nodes)
        {
            if (node.Statement is BoundDo { Else: null })
            {
                return true;
            }

            foreach (var target in node.Targets)
            {
                if (target.IsUnknown)
                {
                    return true;
                }
            }
        }

        return context.Script.Handlers.Any(static handler => handler.Target is { IsUnknown: true }) || context.Script.Steps.Any(HasFault);
    }

    private static bool HasFault(BoundStep step) => step.Symbol.Syntax.HasFault || HasFault(step.Body);

    private static bool HasFault(ImmutableArray<BoundStatement> body)
    {
        foreach (var statement in body)
        {
            if (statement.Syntax.HasFault || statement is BoundBroken)
            {
                return true;
            }

            if (statement is BoundIf choice)
            {
                foreach (var branch in choice.Branches)
                {
                    if (branch.Syntax.HasFault || HasFault(branch.Body))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static void LookForDeadLines(CheckContext context)
    {
        var hasWay = new bool[context.Graph.Nodes.Count];
        foreach (var node in context.Graph.Nodes)
        {
            foreach (var edge in node.Next)
            {
                hasWay[edge.To.Index] = true;
            }
        }

        foreach (var node in context.Graph.Nodes)
        {
            // The first of several dead lines has no way to it at all; those below it are dead because it is.
            if (node is { IsReached: false, Statement: { } statement } && !hasWay[node.Index])
            {
                context.Report(FlowCodes.NeverRuns, statement.Range);
            }
        }
    }

    private static void LookForOpenSteps(CheckContext context)
    {
        for (var i = 0; i < context.Script.Steps.Length; i++)
        {
            var (step, end) = (context.Script.Steps[i], context.Graph.EndOf(i));
            if (!end.IsReached || HasFault(step))
            {
                continue;
            }

            if (step.Body is [.., BoundAsk { Choices.Length: > 0 } ask] && ask.Choices.Any(static choice => choice.Target is not null))
            {
                foreach (var choice in ask.Choices.Where(static choice => choice.Target is null && !choice.Syntax.HasFault))
                {
                    context.Report(FlowCodes.ChoiceLeadsNowhere, choice.Syntax.Range, context.PathTo(end), choice.Value);
                }
            }
            else
            {
                context.Report(FlowCodes.RunsOff, step.Symbol.Syntax.Name.Range, context.PathTo(end), step.Symbol.Name);
            }
        }
    }

    private static void LookForLostSteps(CheckContext context, bool isExplained)
    {
        var isWanted = new bool[context.Script.Steps.Length];
        foreach (var node in context.Graph.Nodes)
        {
            foreach (var target in node.Targets)
            {
                if (target.Step is { } step && step != node.Step?.Symbol)
                {
                    isWanted[step.Index] = true;
                }
            }
        }

        var lost = new List<StepSymbol>();
        for (var i = 0; i < context.Script.Steps.Length; i++)
        {
            var step = context.Script.Steps[i].Symbol;
            if (!context.Graph.EntryOf(i).IsReached && step.Index >= 0 && !step.Syntax.Name.IsMissing)
            {
                lost.Add(step);
            }
        }

        // Those no arrow leads to make others lost; of steps that lead to one another alone the first says it.
        var first = lost.Where(step => !isWanted[step.Index]).ToList();
        if (isExplained)
        {
            return;
        }

        foreach (var step in first.Count > 0 ? first : lost.Take(1).ToList())
        {
            context.Report(FlowCodes.NoWayTo, step.Syntax.Name.Range, step.Name);
        }
    }

    private static void LookForLostOutcomes(CheckContext context)
    {
        var reached = new HashSet<int>();
        foreach (var node in context.Graph.Nodes)
        {
            foreach (var target in node.Targets)
            {
                if (node.IsReached && target.Kind == TargetKind.End)
                {
                    reached.Add(target.Outcome);
                }
            }
        }

        reached.UnionWith(context.Script.Handlers.Select(static handler => handler.Target).OfType<BoundTarget>().Where(static target => target.Kind == TargetKind.End).Select(static target => target.Outcome));
        for (var i = 0; i < context.Script.Syntax.Header.Outcomes.Length; i++)
        {
            var outcome = context.Script.Syntax.Header.Outcomes[i];
            if (!reached.Contains(i) && !outcome.IsMissing && !context.Script.Syntax.Header.Outcomes[..i].Any(before => before.Text == outcome.Text))
            {
                context.Report(FlowCodes.OutcomeNeverReached, outcome.Range, outcome.Text);
            }
        }
    }

    /// <summary>Rounds that nobody and nothing ever stops. A round that an <c>if</c> can leave is left to the budget of the run.</summary>
    private static bool LookForRounds(CheckContext context)
    {
        bool Counts(FlowNode node) => node is { IsReached: true, Waits: false } && node.Statement is not BoundIf { Branches.Length: > 0 };
        var rounds = Rounds.In(context.Graph.Nodes, Counts);
        foreach (var round in rounds)
        {
            // Where it is closed: the last line written of those in it.
            var at = round.Where(static node => node.Statement is not null).MaxBy(static node => node.Statement!.Range.Start) ?? round[0];
            var steps = round.Where(static node => node.Step is not null).Select(static node => node.Step!.Symbol).Distinct().OrderBy(static step => step.Index).Select(static step => step.Name);
            context.Report(FlowCodes.GoesRound, at.Statement?.Range ?? at.Step!.Symbol.Syntax.Name.Range, steps.ToImmutableArray());
        }

        return rounds.Count > 0;
    }

    private static void LookForTraps(CheckContext context)
    {
        var leads = new bool[context.Graph.Nodes.Count];
        var open = new Stack<FlowNode>();
        open.Push(context.Graph.Exit);
        for (var i = 0; i < context.Script.Steps.Length; i++)
        {
            open.Push(context.Graph.EndOf(i)); // a step without an end was complained about
        }

        while (open.TryPop(out var node))
        {
            if (!leads[node.Index])
            {
                leads[node.Index] = true;
                foreach (var before in context.Graph.Before(node))
                {
                    open.Push(before);
                }
            }
        }

        for (var i = 0; i < context.Script.Steps.Length; i++)
        {
            var entry = context.Graph.EntryOf(i);
            if (entry.IsReached && !leads[entry.Index])
            {
                context.Report(FlowCodes.NoWayOut, context.Script.Steps[i].Symbol.Syntax.Name.Range, context.PathTo(entry), context.Script.Steps[i].Symbol.Name);
                return; // the steps it leads to are in the same trap
            }
        }
    }

    private static void LookForLoneBacks(CheckContext context)
    {
        if (context.Script.Steps.Any(static step => step.Symbol.Syntax.IsAnytime))
        {
            return; // a step an anytime step leads to goes back as well
        }

        foreach (var node in context.Graph.Nodes)
        {
            foreach (var target in node.Targets)
            {
                if (target.Kind == TargetKind.Back)
                {
                    context.Report(FlowCodes.BackOutside, target.Range, node.Step!.Symbol.Name);
                }
            }
        }
    }
}
