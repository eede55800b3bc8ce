using System.Globalization;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>S806 and S807: times of the day the clocks skip or repeat, and times that lie outside the hours of their wait.</summary>
internal sealed class ClockChecks
{
    private const string FirstCounts = "the first counts";
    private const string OpenAgain = "the hours are open again until the second";

    private readonly CheckContext _context;
    private readonly ScriptCheckOptions _options;
    private readonly RunZone? _zone;
    private ClockChanges? _changes;

    private ClockChecks(CheckContext context, ScriptCheckOptions options) =>
        (_context, _options, _zone) = (context, options, options.TimeZone is { } zone ? new RunZone(zone) : null);

    public static void Run(CheckContext context, ScriptCheckOptions options)
    {
        var checks = new ClockChecks(context, options);
        foreach (var start in context.Script.Starts)
        {
            checks.LookForMoments(start.Value);
        }

        foreach (var node in context.Graph.Nodes)
        {
            switch (node)
            {
                case { IsReached: true, Statement: BoundSet { Syntax.HasFault: false } set }:
                    checks.LookForMoments(set.Value);
                    break;
                case { IsReached: true, Statement: BoundWait { Syntax.HasFault: false } wait }:
                    checks.LookAt(wait);
                    break;
            }
        }
    }

    private void LookAt(BoundWait wait)
    {
        if (wait is { Kind: WaitKind.Until, Value: { } until })
        {
            LookForMoments(until);
            if (until.Type?.Kind == ScriptKind.Date)
            {
                LookAtTime(TimeOnly.MinValue, (until as BoundConstant)?.Value.AsDate(), until.Range, FirstCounts); // a day begins at midnight
            }
        }

        if (TimeOf(wait.Within?.From) is not { } from || TimeOf(wait.Within?.To) is not { } to || from == to)
        {
            return;
        }

        LookAtTime(from, null, wait.Within!.From.Range, FirstCounts);
        LookAtTime(to, null, wait.Within.To.Range, OpenAgain);
        LookWhetherOutside(wait, from, to);
    }

    // -- S806

    /// <summary>Times of the day of which an expression makes moments.</summary>
    private void LookForMoments(BoundExpression expression)
    {
        if (expression is BoundFunction { Function: ScriptFunction.MomentOf, Arguments: [var date, BoundConstant time] } && time.Value.AsTime() is { } written)
        {
            LookAtTime(written, (date as BoundConstant)?.Value.AsDate(), time.Range, FirstCounts);
        }

        foreach (var part in BoundParts.Of(expression))
        {
            LookForMoments(part);
        }
    }

    private void LookAtTime(TimeOnly time, DateOnly? only, TextRange range, string twice)
    {
        if (_zone is not null && (_changes ??= new ClockChanges(_zone, _options.ClocksFrom)).WhatBecomesOf(time, only, twice) is { } what)
        {
            _context.Report(TimeCodes.UnevenClock, range, Written(time), _zone.Name, what);
        }
    }

    // -- S807

    private void LookWhetherOutside(BoundWait wait, TimeOnly from, TimeOnly to)
    {
        // From midnight a day's wait is put off to the first of its hours, which is what they are for, unless that is late.
        var isDay = wait.Value?.Type?.Kind == ScriptKind.Date;
        if (wait.Kind != WaitKind.Until || (isDay ? TimeOnly.MinValue : TimeOfDay(wait.Value)) is not { } time || time.IsBetween(from, to))
        {
            return;
        }

        var isLate = wait is { Late: { } late, LateTarget: not null } && from - time > late;
        if (isLate || !isDay)
        {
            _context.Report(
                TimeCodes.OutsideHours, wait.Value!.Range, Written(time), Written(from), Written(to), isLate ? "this is always late, and never goes on below" : $"this always ends at {Written(from)}");
        }
    }

    /// <summary>The time of the day a moment always has; null when it is not always the same.</summary>
    private static TimeOnly? TimeOfDay(BoundExpression? moment) => moment switch
    {
        BoundFunction { Function: ScriptFunction.MomentOf, Arguments: [_, var time] } => TimeOf(time),
        BoundBinary { Operator: BinaryOperator.Plus, Left: var left, Right: BoundConstant { Value.Kind: ScriptKind.Duration } more } => TimeOfDay(left)?.Add(more.Value.AsDuration()!.Value),
        BoundBinary { Operator: BinaryOperator.Minus, Left: var left, Right: BoundConstant { Value.Kind: ScriptKind.Duration } less } => TimeOfDay(left)?.Add(-less.Value.AsDuration()!.Value),
        _ => null,
    };

    private static TimeOnly? TimeOf(BoundExpression? written) => (written as BoundConstant)?.Value.AsTime();

    private static string Written(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
