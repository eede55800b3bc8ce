using System.Net;

namespace FaultRunner;

/// <summary>
/// An agent who takes every offer, answers every message of the customer once, ends and closes. A command whose answer is lost is repeated
/// under its key until the host has said yes or no, as an honest client does.
/// </summary>
public sealed class SimulatedAgent(Uri host, string name) : IDisposable
{
    /// <summary>How long a conversation goes on after its last message, so that some customers write again in it.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1.5);

    private readonly DeskClient _desk = new(host, name);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Dictionary<string, Answer> _latest = [];
    private readonly List<Answer> _answers = [];

    /// <summary>Everything this agent wrote. Read it when the work has ended.</summary>
    public IReadOnlyList<Answer> Answers => _answers;

    /// <summary>Works until cancelled, whatever becomes of the host.</summary>
    public async Task WorkAsync(CancellationToken stopping)
    {
        var watching = KeepWatchingAsync(stopping);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await PassAsync(stopping);
                await _wake.WaitAsync(TimeSpan.FromMilliseconds(400), stopping);
            }
            catch (Exception e) when (e is HttpRequestException or System.Net.Sockets.SocketException or OperationCanceledException or System.Text.Json.JsonException or IOException)
            {
                await Task.Delay(100, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the host is away
            }
        }

        await watching;
    }

    public void Dispose()
    {
        _desk.Dispose();
        _wake.Dispose();
    }

    private async Task KeepWatchingAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await _desk.GetAsync<AgentNow>("agent", stopping); // logs in
                await _desk.WatchAsync(Wake, stopping);
            }
            catch (Exception) when (!stopping.IsCancellationRequested)
            {
                // Whatever ended it: the host is away, or was killed under us.
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(100, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Awake already.
        }
    }

    private async Task PassAsync(CancellationToken stopping)
    {
        var now = await _desk.GetAsync<AgentNow>("agent", stopping);
        if (now.Presence == "signedOut")
        {
            await DoAsync(new { @do = "sign-in" }, stopping);
        }

        if (now.Presence != "ready")
        {
            await DoAsync(new { @do = "ready" }, stopping);
        }

        foreach (var answer in _answers.Where(a => a is { IsAcknowledged: false, IsRefused: false }).ToList())
        {
            await SendAsync(answer, stopping);
        }

        foreach (var offer in now.Offers)
        {
            await DoAsync(new { @do = "accept", offer = offer.Offer }, stopping);
        }

        foreach (var work in now.Work)
        {
            var id = work.Interaction.Interaction;
            if (work.InWrapUp)
            {
                await DoAsync(new { @do = "close", interaction = id, disposition = "resolved" }, stopping);
            }
            else
            {
                await ConverseAsync(await _desk.GetAsync<ConversationNow>($"interactions/{id}", stopping), stopping);
            }
        }
    }

    private async Task ConverseAsync(ConversationNow conversation, CancellationToken stopping)
    {
        var heard = conversation.Timeline.Where(static t => t is { Kind: "messageIn", Text: not null }).ToList();
        var id = conversation.Summary.Interaction;
        foreach (var message in heard)
        {
            var before = _latest.GetValueOrDefault(message.Text!);
            if (before is { IsRefused: false } || conversation.Timeline.Any(t => t.Kind == "messageOut" && t.Text?.Contains($"[{message.Text}]", StringComparison.Ordinal) == true))
            {
                continue;
            }

            var answer = new Answer(name, id, conversation.Sessions[^1].Session, message.Text!, _answers.Count + 1);
            _latest[message.Text!] = answer;
            _answers.Add(answer);
            await SendAsync(answer, stopping);
        }

        if (heard.Count > 0 && DateTimeOffset.UtcNow - conversation.Timeline[^1].Time > Silence && heard.All(m => _latest.GetValueOrDefault(m.Text!) is null or { IsAcknowledged: true }))
        {
            await DoAsync(new { @do = "end", interaction = id }, stopping);
        }
    }

    private async Task SendAsync(Answer answer, CancellationToken stopping)
    {
        var status = await _desk.DoAsync(
            new { @do = "send", interaction = answer.Interaction, session = answer.Session, text = answer.Text }, answer.Key, stopping);
        answer.IsAcknowledged = status == HttpStatusCode.OK;
        answer.IsRefused = status is HttpStatusCode.Conflict or HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity;
    }

    /// <summary>What may be done twice, or not at all: the next look shows it.</summary>
    private Task<HttpStatusCode?> DoAsync(object command, CancellationToken stopping) => _desk.DoAsync(command, Guid.NewGuid(), stopping);
}
