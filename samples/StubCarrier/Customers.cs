namespace StubCarrier;

/// <summary>
/// Simulated customers. Each follows one dialogue: writes its opening, answers an agent's message with the next line after a while, and is
/// content after the last. At most <see cref="MaxOpen"/> converse at a time; one who gets no answer gives up after a while.
/// </summary>
public sealed class Customers(CarrierOptions options, Webhooks webhooks, ILogger<Customers> logger) : BackgroundService
{
    private const int MaxOpen = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Conversation> _open = [];
    private readonly Dictionary<string, DateTimeOffset> _restingUntil = [];
    private readonly Random _random = new(options.Seed);

    /// <summary>A message has reached a customer's telephone.</summary>
    public void Hear(Message message)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(message.To, out var conversation) && conversation.AnswerAt is null)
            {
                conversation.Line++;
                conversation.AnswerAt = DateTimeOffset.UtcNow + options.ThinkingTime * (1 + (3 * _random.NextDouble()));
            }
        }
    }

    /// <summary>Whether a customer is in the middle of a dialogue, and so would answer what comes.</summary>
    public bool IsConversing(string from)
    {
        lock (_lock)
        {
            return _open.ContainsKey(from);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var nextOpening = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1);
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = DateTimeOffset.UtcNow;
            foreach (var (from, text) in Due(now))
            {
                await SayAsync(from, text);
            }

            if (now >= nextOpening)
            {
                nextOpening = now + TimeSpan.FromMinutes(1 / Math.Clamp(options.DemoRatePerMinute, 0.1, 600));
                if (Open(now) is { } opening)
                {
                    await SayAsync(opening.From, opening.Text);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SayAsync(string from, string text)
    {
        var (_, status) = await webhooks.WriteAsync(from, options.Numbers[0], text);
        if (status is < 200 or > 299)
        {
            logger.LogWarning("The host answered {Status} to a customer's message.", status);
            lock (_lock)
            {
                _open.Remove(from); // a person would try again later
            }
        }
    }

    private List<(string From, string Text)> Due(DateTimeOffset now)
    {
        lock (_lock)
        {
            var due = new List<(string, string)>();
            foreach (var (from, conversation) in _open.ToList())
            {
                if (conversation.AnswerAt <= now && conversation.Line < conversation.Dialogue.Lines.Count)
                {
                    due.Add((from, conversation.Dialogue.Lines[conversation.Line]));
                    conversation.AnswerAt = null;
                    conversation.LastHeard = now;
                }

                if (conversation.Line >= conversation.Dialogue.Lines.Count - 1 || now - conversation.LastHeard > Patience)
                {
                    if (conversation.AnswerAt is null)
                    {
                        _open.Remove(from);
                        _restingUntil[from] = now + Rest;
                    }
                }
            }

            return due;
        }
    }

    private (string From, string Text)? Open(DateTimeOffset now)
    {
        lock (_lock)
        {
            var free = Dialogue.All.Where(dialogue => !_open.ContainsKey(dialogue.From) && _restingUntil.GetValueOrDefault(dialogue.From) <= now).ToList();
            if (_open.Count >= MaxOpen || free.Count == 0)
            {
                return null;
            }

            var dialogue = free[_random.Next(free.Count)];
            _open[dialogue.From] = new Conversation(dialogue) { LastHeard = now };
            return (dialogue.From, dialogue.Lines[0]);
        }
    }

    private sealed class Conversation(Dialogue dialogue)
    {
        public Dialogue Dialogue { get; } = dialogue;

        public int Line { get; set; }

        public DateTimeOffset? AnswerAt { get; set; }

        public DateTimeOffset LastHeard { get; set; }
    }
}
