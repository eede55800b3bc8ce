using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Where a line leads by itself, without the lines inside it.</summary>
internal static class Targets
{
    public static void Collect(BoundStatement? statement, List<BoundTarget> found)
    {
        switch (statement)
        {
            case BoundAsk ask:
                foreach (var choice in ask.Choices)
                {
                    Add(choice.Target, found);
                }

                Add(ask.Silence?.Target, found);
                Add(ask.Wrong?.Target, found);
                break;
            case BoundConfirm confirm:
                Add(confirm.No, found);
                Add(confirm.Silence?.Target, found);
                Add(confirm.Wrong?.Target, found);
                break;
            case BoundDo action:
                Add(action.Else, found);
                break;
            case BoundCall call:
                Add(call.Refused, found);
                Add(call.Unreached, found);
                Add(call.Machine, found);
                break;
            case BoundTransfer transfer:
                Add(transfer.AfterTarget, found);
                Add(transfer.Taken, found);
                break;
            case BoundWait wait:
                foreach (var on in wait.On)
                {
                    Add(on.Target, found);
                }

                Add(wait.LateTarget, found);
                break;
            case BoundIf choice:
                foreach (var branch in choice.Branches)
                {
                    Add(branch.Target, found);
                }

                break;
            case BoundGo go:
                found.Add(go.Target);
                break;
        }
    }

    private static void Add(BoundTarget? target, List<BoundTarget> found)
    {
        if (target is not null)
        {
            found.Add(target);
        }
    }
}
