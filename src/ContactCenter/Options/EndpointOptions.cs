using ContactCenter.Channels;

namespace ContactCenter;

/// <summary>An endpoint as it is seeded: an address customers use, where their work goes, and what they are told when nobody can take it.</summary>
public sealed class EndpointOptions
{
    /// <summary>The channel's kind, such as <c>sms</c>.</summary>
    public string Channel { get; set; } = "";

    /// <summary>The address in its canonical form; a telephone number in E.164.</summary>
    public string Address { get; set; } = "";

    /// <summary>The address's kind, such as <c>tel</c>.</summary>
    public string AddressKind { get; set; } = "tel";

    /// <summary>The queue its work goes to.</summary>
    public string Queue { get; set; } = "";

    /// <summary>The script that receives who writes to it; an agent of the queue when empty. While it is closed, too: the script knows the hours.</summary>
    public string Script { get; set; } = "";

    /// <summary>How urgent its work is: 0 (usual) to 100, or 1,000 for an emergency.</summary>
    public int Priority { get; set; }

    /// <summary>The language of who writes to it, such as <c>it</c>: in it the center says what is said by language. English when empty.</summary>
    public string Language { get; set; } = "";

    /// <summary>When it is served; always by default.</summary>
    public OpeningHours? Hours { get; set; }

    /// <summary>What a customer is told who writes while it is closed. Needed where there are hours.</summary>
    public string ClosedAnswer { get; set; } = "";

    /// <summary>Whether a message that came while closed also waits in the queue. True by default: nothing is silently dropped.</summary>
    public bool QueueWhenClosed { get; set; } = true;

    /// <summary>What a customer is told when nobody who could help is signed in; the message waits all the same.</summary>
    public string NoAgentAnswer { get; set; } = "";

    /// <summary>What a customer is told when too many are waiting.</summary>
    public string QueueFullAnswer { get; set; } = "";

    /// <summary>By which endpoint a customer is reached who asks for it along with a message to this one: endpoints by channel. Where none is named, the tenant's only one on the channel.</summary>
    public Dictionary<string, string> ReachBy { get; } = [];

    /// <summary>Names the endpoint by which customers are reached who ask for a channel along with a message to this one.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="endpoint">The tenant's endpoint on that channel.</param>
    public EndpointOptions ReachOn(ChannelKind channel, string endpoint)
    {
        ReachBy[channel.Value] = endpoint;
        return this;
    }

    /// <summary>Sets the language of who writes to it.</summary>
    public EndpointOptions Speaks(string language)
    {
        Language = language;
        return this;
    }

    /// <summary>Sends work to a queue.</summary>
    public EndpointOptions ToQueue(string queue, int priority = 0)
    {
        Queue = queue;
        Priority = priority;
        return this;
    }

    /// <summary>Lets a script receive who writes to it.</summary>
    public EndpointOptions Runs(string script)
    {
        Script = script;
        return this;
    }

    /// <summary>Sets what customers are told when nobody can take their message.</summary>
    public EndpointOptions Answers(string noAgent, string queueFull, string closed = "")
    {
        NoAgentAnswer = noAgent;
        QueueFullAnswer = queueFull;
        ClosedAnswer = closed;
        return this;
    }

    /// <summary>Sets when it is served.</summary>
    public EndpointOptions Open(string timeZone, params ReadOnlySpan<OpeningSpan> spans)
    {
        Hours = new OpeningHours(timeZone, [.. spans]);
        return this;
    }
}
