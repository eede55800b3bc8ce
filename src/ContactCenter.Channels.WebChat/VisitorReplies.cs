namespace ContactCenter.Channels.WebChat;

/// <summary>What a tab is told when something it said was not taken: what is wrong, or when to try again.</summary>
internal sealed class VisitorReplies(VisitorLine line)
{
    /// <summary>How long a tenant that is built again takes, most times.</summary>
    public const int StartsWithinSeconds = 2;

    /// <summary>How often the tab said what makes no sense.</summary>
    public int Faults { get; private set; }

    public ValueTask FaultAsync(string code, string? id)
    {
        Faults++;
        line.Tell(new ServerFrame("error") { Code = code, Id = id });
        return ValueTask.CompletedTask;
    }

    public ValueTask LaterAsync(string id, int seconds)
    {
        line.Tell(new ServerFrame("retry") { Id = id, After = seconds });
        return ValueTask.CompletedTask;
    }
}
