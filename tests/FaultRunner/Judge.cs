using StubCarrier;

namespace FaultRunner;

/// <summary>
/// Compares what really happened at the carrier with what the host tells and what its agents were told. The carrier's ledger is right; whatever
/// deviates is the host's fault.
/// </summary>
public sealed class Judge
{
    private readonly IReadOnlyList<Life> _lives;
    private readonly History _history;
    private readonly IReadOnlyList<Answer> _answers;
    private readonly List<LedgerLine> _inbound;
    private readonly HashSet<string> _acknowledged;
    private readonly ILookup<string, LedgerLine> _taken;
    private readonly Dictionary<string, int> _heard;
    private readonly ILookup<string, (SaidNow Said, ConversationNow In)> _said;
    private readonly HashSet<Guid> _listed;

    /// <param name="ledger">What happened at the carrier.</param>
    /// <param name="history">What the host tells.</param>
    /// <param name="answers">What its agents wrote, and were told.</param>
    /// <param name="lives">The host's lives, oldest first.</param>
    public Judge(IReadOnlyList<LedgerLine> ledger, History history, IReadOnlyList<Answer> answers, IReadOnlyList<Life> lives)
    {
        (_history, _answers, _lives) = (history, answers, lives);
        _inbound = [.. ledger.Where(static l => l.Event == "inbound")];
        _acknowledged = [.. ledger.Where(static l => l is { Event: "inbound-ack", Status: 200 }).Select(static l => l.Sid!)];
        _taken = ledger.Where(static l => l.Event == "outbound").ToLookup(static l => Sent(l.To!, l.Body!));
        _heard = history.Conversations.SelectMany(static c => c.Timeline).Where(static t => t.Kind == "messageIn").CountBy(static t => t.Text ?? "").ToDictionary();
        _said = history.Conversations.SelectMany(static c => c.Timeline.Where(static t => t.Kind == "messageOut").Select(t => (Said: t, In: c)))
            .ToLookup(static s => Sent(s.In.Sessions[0].Address, s.Said.Text ?? ""));
        _listed = [.. history.Attention.Where(static a => a.Kind.StartsWith("message.", StringComparison.Ordinal) && a.Interaction is not null).Select(static a => a.Interaction!.Value)];
    }

    /// <summary>What is wrong, and where it came from.</summary>
    public Verdict Judgement()
    {
        var rows = _lives.Select(static l => l.Point).Distinct().Order(StringComparer.Ordinal).ToDictionary(static p => p, static p => new Row(p));
        var faults = _lives.Where(static l => l.Fault is not null).Select(static l => l.Fault!).ToList();
        foreach (var life in _lives)
        {
            rows[life.Point].Add(life);
        }

        foreach (var message in _inbound)
        {
            JudgeHeard(message, rows[LifeAt(message.At).Point], faults);
        }

        foreach (var sent in _taken)
        {
            JudgeTaken(sent, rows[LifeAt(sent.Last().At).Point], faults);
        }

        JudgeAnswers(faults);
        faults.AddRange(_history.Conversations.Where(static c => c.Summary.Status != "closed" || c.Summary.Agent is null)
            .Select(static c => $"No agent has finished interaction {c.Summary.Interaction}, which is {c.Summary.Status}."));
        faults.AddRange(_history.Attention.Where(static a => a.Kind == "command.faulted").Select(static a => $"The host failed at a command: {a.Code}."));
        return new Verdict([.. rows.Values], faults)
        {
            Messages = _inbound.Count,
            Swept = _inbound.Count(m => !_acknowledged.Contains(m.Sid!)),
            Answers = _answers.Count(static a => a.IsAcknowledged),
            Listed = _history.Attention.Count,
        };
    }

    private void JudgeHeard(LedgerLine message, Row row, List<string> faults)
    {
        var isAcknowledged = _acknowledged.Contains(message.Sid!);
        row.Acknowledged += isAcknowledged ? 1 : 0;
        row.Swept += isAcknowledged ? 0 : 1;
        switch (_heard.GetValueOrDefault(message.Body!))
        {
            case 0:
                row.Lost++;
                faults.Add($"'{message.Body}' ({message.Sid}, {message.At:HH:mm:ss.fff}, {(isAcknowledged ? "acknowledged" : "refused")}) is in no interaction.");
                break;
            case > 1:
                row.Doubled++;
                faults.Add($"'{message.Body}' ({message.Sid}) stands {_heard[message.Body!]} times in the history.");
                break;
        }
    }

    /// <summary>The carrier took a text as often as the host says it wrote it; more only where a person is asked to check.</summary>
    private void JudgeTaken(IGrouping<string, LedgerLine> sent, Row row, List<string> faults)
    {
        var said = _said[sent.Key].ToList();
        if (sent.Count() <= said.Count)
        {
            return;
        }

        if (said.Any(s => s.Said.State == "unknown" && _listed.Contains(s.In.Summary.Interaction)))
        {
            row.Unknown++;
            return;
        }

        row.Doubled++;
        faults.Add($"The carrier took {sent.Count()} times what the host wrote {said.Count} times to {sent.Key} (sids {string.Join(", ", sent.Select(static l => l.Sid))}).");
    }

    private void JudgeAnswers(List<string> faults)
    {
        var taken = _taken.SelectMany(static t => t).CountBy(static l => l.Body!).ToDictionary();
        foreach (var answer in _answers)
        {
            var times = taken.GetValueOrDefault(answer.Text);
            if (answer.IsAcknowledged && times == 0 && !_listed.Contains(answer.Interaction))
            {
                faults.Add($"The host promised to send '{answer.Text}' (interaction {answer.Interaction}); the carrier never got it.");
            }
            else if (answer.IsRefused && times > 0)
            {
                faults.Add($"The host refused to send '{answer.Text}', but the carrier got it.");
            }
            else if (answer is { IsAcknowledged: false, IsRefused: false })
            {
                faults.Add($"The agent has no answer yet about '{answer.Text}'.");
            }
        }
    }

    private Life LifeAt(DateTimeOffset time) => _lives.LastOrDefault(l => l.From <= time) ?? _lives[0];

    private static string Sent(string to, string body) => $"{new string([.. to.Where(char.IsAsciiDigit)])}: {body}";
}
