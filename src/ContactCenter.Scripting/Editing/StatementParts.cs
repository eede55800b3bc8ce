using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Editing;

/// <summary>The expressions of a line, without those of the lines inside it.</summary>
internal static class StatementParts
{
    public static IEnumerable<BoundExpression?> Of(BoundStatement statement) => statement switch
    {
        BoundSay say => [say.Text],
        BoundNote note => [note.Text],
        BoundAsk ask => [ask.Text, ask.From, .. ask.Choices.Select(static choice => choice.Text), .. ask.Accepts.SelectMany(static accept => new BoundExpression?[] { accept.Condition, accept.Otherwise })],
        BoundConfirm confirm => [confirm.Text],
        BoundSet set => [set.Value],
        BoundDo action => action.Arguments,
        BoundSend send => [send.Text, .. send.Arguments, .. send.To],
        BoundCall call => [call.Number],
        BoundTransfer transfer => [transfer.Priority],
        BoundWait wait => [wait.Value, wait.Within],
        BoundIf choice => choice.Branches.Select(static branch => branch.Condition),
        BoundStart start => start.Arguments,
        _ => [],
    };
}
