using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Where a line leads by itself, without the lines inside it.</summary>
internal static class Targets
{
    public static IEnumerable<BoundTarget> Of(BoundStatement? statement) => All(statement).OfType<BoundTarget>();

    private static IEnumerable<BoundTarget?> All(BoundStatement? statement) => statement switch
    {
        BoundAsk ask => [.. ask.Choices.Select(static choice => choice.Target), ask.Silence?.Target, ask.Wrong?.Target],
        BoundConfirm confirm => [confirm.No, confirm.Silence?.Target, confirm.Wrong?.Target],
        BoundDo action => [action.Else],
        BoundCall call => [call.Refused, call.Unreached],
        BoundTransfer transfer => [transfer.AfterTarget, transfer.Taken],
        BoundWait wait => [.. wait.On.Select(static on => on.Target), wait.LateTarget],
        BoundIf choice => choice.Branches.Select(static branch => branch.Target),
        BoundGo go => [go.Target],
        _ => [],
    };
}
