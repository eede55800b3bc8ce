using System.Collections.Concurrent;
using ContactCenter.Calls;

namespace ContactCenter.Testing.Conformance;

/// <summary>What every stack of telephony does behind <see cref="ITelephone"/>: <c>await TelephoneConformance.CheckAsync(name, new MySubject())</c>. In real time.</summary>
public static class TelephoneConformance
{
    private static readonly ConformanceCase<TelephoneTrial>[] Cases =
    [
        new("A call that comes in is told once, and waits until it is answered", ComesInAsync),
        new("A call that is answered is over once, when the far side hangs up", HangsUpAsync),
        new("A caller who gives up before the answer is gone: it cannot be answered any more", GivesUpAsync),
        new("A call that is refused was never answered, and its far side is told", RefusedAsync),
        new("A call of ours rings, is answered, and ends when it is disposed, however often", CallsAsync),
        new("A call of ours that meets a busy line says so", BusyAsync),
        new("A call of ours that is called off while it rings rings no longer", CalledOffAsync),
        new("What is said is asked for and what is heard is given, from the answer on", SoundAsync),
        new("Each key is told once, in order", KeysAsync),
    ];

    /// <summary>The promises, as sentences.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Cases.Select(static c => c.Name)];

    /// <summary>Finds out whether a promise is kept.</summary>
    /// <param name="promise">One of <see cref="All"/>.</param>
    /// <param name="subject">The stack; disposed at the end.</param>
    /// <exception cref="ConformanceException">It is not; the message tells what was expected and what was found.</exception>
    /// <exception cref="ArgumentException">There is no such promise.</exception>
    public static async Task CheckAsync(string promise, TelephoneSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var found = Array.Find(Cases, c => c.Name == promise) ?? throw new ArgumentException($"No promise is called '{promise}'; use one of {nameof(TelephoneConformance)}.{nameof(All)}.", nameof(promise));
        await using var _ = subject;
        var trial = new TelephoneTrial(subject);
        trial.Telephone = await subject.StartAsync(trial.CalledAsync);
        await found.CheckAsync(trial);
    }

    private static async Task ComesInAsync(TelephoneTrial trial)
    {
        var call = await trial.ComesAsync();
        await call.RingAsync();
        Expect.True(call.Id.Length is >= 1 and <= 256, $"its id '{call.Id}' has 1 to 256 characters");
        Expect.True(call.To.Length > 0, "it says who was called");
        Expect.Equal((false, false), (call.Answered.IsCompleted, call.Over.IsCompleted), "answered, over");
        Expect.True(await TelephoneTrial.InTimeAsync(call.AnswerAsync().AsTask(), "the answer"), "it can be answered");
        Expect.True(await TelephoneTrial.InTimeAsync(call.Answered, "being answered"), "it is answered");
        Expect.Equal(1, trial.Count, "calls told");
    }

    private static async Task HangsUpAsync(TelephoneTrial trial)
    {
        var call = await trial.TalkingAsync();
        await trial.Subject.HangUpAsync();
        Expect.Equal(CallCause.Customer, (await TelephoneTrial.InTimeAsync(call.Over, "the end")).Cause, "the cause");
        await call.DisposeAsync();
        Expect.Equal(CallCause.Customer, (await call.Over).Cause, "the cause after it was disposed");
    }

    private static async Task GivesUpAsync(TelephoneTrial trial)
    {
        var call = await trial.ComesAsync();
        await call.RingAsync();
        await trial.Subject.HangUpAsync();
        Expect.Equal(CallCause.Abandoned, (await TelephoneTrial.InTimeAsync(call.Over, "the end")).Cause, "the cause");
        Expect.Equal(false, await TelephoneTrial.InTimeAsync(call.Answered, "not being answered"), "answered");
        Expect.Equal(false, await TelephoneTrial.InTimeAsync(call.AnswerAsync().AsTask(), "the answer"), "an answer that comes too late");
    }

    private static async Task RefusedAsync(TelephoneTrial trial)
    {
        var call = await trial.ComesAsync();
        await call.RefuseAsync(CallRefusal.Busy);
        Expect.Equal(CallCause.Center, (await TelephoneTrial.InTimeAsync(call.Over, "the end")).Cause, "the cause");
        Expect.Equal(false, await TelephoneTrial.InTimeAsync(call.Answered, "not being answered"), "answered");
        await trial.EndedThereAsync();
    }

    private static async Task CallsAsync(TelephoneTrial trial)
    {
        var call = await trial.CallAsync();
        await TelephoneTrial.InTimeAsync(call.Ringing, "ringing");
        Expect.Equal(false, call.Answered.IsCompleted, "answered while it rings");
        await trial.Subject.AnswerAsync(answers: true);
        Expect.True(await TelephoneTrial.InTimeAsync(call.Answered, "being answered"), "it is answered");
        await call.DisposeAsync();
        await call.DisposeAsync();
        Expect.Equal(CallCause.Center, (await TelephoneTrial.InTimeAsync(call.Over, "the end")).Cause, "the cause");
        await trial.EndedThereAsync();
    }

    private static async Task BusyAsync(TelephoneTrial trial)
    {
        var call = await trial.CallAsync();
        await trial.Subject.AnswerAsync(answers: false);
        Expect.Equal(CallCause.Busy, (await TelephoneTrial.InTimeAsync(call.Over, "the end")).Cause, "the cause");
        Expect.Equal(false, await TelephoneTrial.InTimeAsync(call.Answered, "not being answered"), "answered");
    }

    private static async Task CalledOffAsync(TelephoneTrial trial)
    {
        var call = await trial.CallAsync();
        await TelephoneTrial.InTimeAsync(call.Ringing, "ringing");
        await call.DisposeAsync();
        Expect.Equal(CallCause.Center, (await TelephoneTrial.InTimeAsync(call.Over, "the end")).Cause, "the cause");
        Expect.Equal(false, await TelephoneTrial.InTimeAsync(call.Answered, "not being answered"), "answered");
        await trial.EndedThereAsync();
    }

    private static async Task SoundAsync(TelephoneTrial trial)
    {
        var call = await trial.ComesAsync();
        var sound = new CountedSound();
        call.Sound = sound;
        Expect.True(await TelephoneTrial.InTimeAsync(call.AnswerAsync().AsTask(), "the answer"), "it is answered");
        await TelephoneTrial.UntilAsync(() => sound is { Said: > 10, Heard: > 10 }, "sound both ways");
        Expect.True(sound.Rate is >= 8_000 and <= 48_000, $"{sound.Rate} Hz are 8,000 to 48,000");
        call.Sound = null;
        await trial.Subject.HangUpAsync();
        await TelephoneTrial.InTimeAsync(call.Over, "the end");
    }

    private static async Task KeysAsync(TelephoneTrial trial)
    {
        var call = await trial.ComesAsync();
        var keys = new ConcurrentQueue<char>();
        call.KeyPressed += (_, key) => keys.Enqueue(key);
        Expect.True(await TelephoneTrial.InTimeAsync(call.AnswerAsync().AsTask(), "the answer"), "it is answered");
        foreach (var key in "1*#0")
        {
            await trial.Subject.PressAsync(key);
        }

        await TelephoneTrial.UntilAsync(() => keys.Count >= 4, "four keys are told");
        await trial.Subject.HangUpAsync();
        await TelephoneTrial.InTimeAsync(call.Over, "the end");
        Expect.Equal("1*#0", string.Concat(keys), "the keys");
    }

    /// <summary>Says silence that counts as sound, and counts.</summary>
    private sealed class CountedSound : ICallSound
    {
        private int _said;
        private int _heard;

        public int Said => Volatile.Read(ref _said);

        public int Heard => Volatile.Read(ref _heard);

        public int Rate { get; private set; }

        public bool Say(Span<short> frame, int sampleRate)
        {
            Rate = sampleRate;
            Interlocked.Increment(ref _said);
            return true;
        }

        public void Hear(ReadOnlySpan<short> frame, int sampleRate) => Interlocked.Increment(ref _heard);
    }
}

/// <summary>One stack that is tried.</summary>
internal sealed class TelephoneTrial(TelephoneSubject subject)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<ICall> _calls = new();

    public TelephoneSubject Subject => subject;

    public ITelephone? Telephone { get; set; }

    public int Count => _calls.Count;

    public async Task CalledAsync(ICall call)
    {
        _calls.Enqueue(call);
        await call.Over;
    }

    public async Task<ICall> ComesAsync()
    {
        await subject.CallAsync();
        await UntilAsync(() => !_calls.IsEmpty, "a call comes in");
        return _calls.First();
    }

    public async Task<ICall> TalkingAsync()
    {
        var call = await ComesAsync();
        Expect.True(await InTimeAsync(call.AnswerAsync().AsTask(), "the answer"), "it is answered");
        return call;
    }

    public async Task<ICall> CallAsync()
    {
        var call = await InTimeAsync(Telephone!.CallAsync(subject.FarSide).AsTask(), "a call of ours") ?? throw new ConformanceException($"{subject.FarSide} is called: expected a call, found none.");
        await subject.RingsAsync();
        return call;
    }

    public Task EndedThereAsync() => UntilAsync(() => subject.HasSeenTheEnd, "the far side sees the end");

    public static async Task UntilAsync(Func<bool> isSo, string what)
    {
        for (var waited = TimeSpan.Zero; !isSo(); waited += Step)
        {
            Expect.True(waited < Patience, $"{what} within {Patience}");
            await Task.Delay(Step, TimeProvider.System);
        }
    }

    public static async Task InTimeAsync(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException e)
        {
            throw new ConformanceException($"{what}: expected within {Patience}.", e);
        }
    }

    public static async Task<T> InTimeAsync<T>(Task<T> task, string what)
    {
        await InTimeAsync((Task)task, what);
        return await task;
    }
}
