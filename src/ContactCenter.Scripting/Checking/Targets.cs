using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Where a line leads by itself, without the lines inside it.</summary>
internal static class Targets
{
    public static ImmutableArray<BoundTarget> Of(BoundStatement? statement) => statement switch
    {
        BoundAsk ask => Filled([.. ask.Choices.Select(static choice => choice.Target), ask.Silence?.Target, ask.Wrong?.Target]),
        BoundConfirm confirm => Filled([confirm.No, confirm.Silence?.Target, confirm.Wrong?.Target]),
        BoundDo { Else: { } failed } => [failed],
        BoundCall call => Filled([call.Refused, call.Unreached]),
        BoundTransfer transfer => Filled([transfer.AfterTarget, transfer.Taken]),
        BoundWait wait => Filled([.. wait.On.Select(static on => on.Target), wait.LateTarget]),
        BoundIf choice => Filled([.. choice.Branches.Select(static branch => branch.Target)]),
        BoundGo go => [go.Target],
        _ => [],
    };

    private static ImmutableArray<BoundTarget> Filled(ReadOnlySpan<BoundTarget?> targets)
    {
        var filled = ImmutableArray.CreateBuilder<BoundTarget>(targets.Length);
        foreach (var target in targets)
        {
            if (target is not null)
            {
                filled.Add(target);
            }
        }

        return filled.DrainToImmutable();
    }
}
