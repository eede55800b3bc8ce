using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Recordings;
using ContactCenter.Records;
using ContactCenter.Storage;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Recordings;

/// <summary>A center in memory with one conversation that is a call.</summary>
internal sealed class RecordedCenter : IAsyncDisposable
{
    public static readonly CallId Call = new(DerivedId.From("call"));

    private RecordedCenter(MemoryCenter center, FakeCalls calls) => (Center, Calls) = (center, calls);

    public MemoryCenter Center { get; }

    public FakeCalls Calls { get; }

    public IDesk Anna => Center.Desk("anna");

    public InteractionView Talk { get; private set; } = null!;

    public ICallRecordings Recordings => Center.Services.GetRequiredService<ICallRecordings>();

    public IEnumerable<CommittedEntry> Entries => Center.Entries.Where(static e => e.Machine.Kind == RecordingKinds.Machine);

    public static async Task<RecordedCenter> StartAsync(Action<TenantOptions>? describe = null, Func<MemoryStorage, ITenantStorageProvider>? storage = null)
    {
        var calls = new FakeCalls();
        MemoryCenter center = null!;
        center = new MemoryCenter(new FakeChannel(ChannelKind.Sms))
        {
            Describe = describe ?? (static _ => { }),
            Compose = cc =>
            {
                cc.Services.AddSingleton<Func<TenantId, ICallFacts>>(_ => calls);
                if (storage is not null)
                {
                    cc.Services.AddSingleton(storage(center.Storage));
                }
            },
        };
        await center.StartAsync();
        var recorded = new RecordedCenter(center, calls);
        recorded.Talk = await center.ConversationAsync(await center.ReadyAsync("anna"));
        calls.All[Call] = new CallFacts(recorded.Talk.Summary.Customer, recorded.Talk.Sessions[0].Session, recorded.Talk.Summary.Interaction, CenterFixture.Endpoint.Id);
        return recorded;
    }

    public async Task<ICallRecording> BeginAsync(string by = "queue") => (await Recordings.BeginAsync(CenterFixture.Acme, Call, Sound.Rate, by)).ShouldNotBeNull();

    /// <summary>A whole recording of somebody else's call.</summary>
    public async Task<RecordingId> RecordOtherAsync(string phone)
    {
        var call = new CallId(DerivedId.From(phone));
        Calls.All[call] = new CallFacts(await Center.Tenant!.Storage.Customers.IdentifyAsync(Address.Phone(phone)), new SessionId(call.Value), null, CenterFixture.Endpoint.Id);
        await (await Recordings.BeginAsync(CenterFixture.Acme, call, Sound.Rate, "queue"))!.DisposeAsync();
        return RecordingKinds.Of(Entries.Last());
    }

    /// <summary>A whole recording of so many seconds.</summary>
    public async Task<RecordingView> RecordAsync(int seconds = 2)
    {
        await using (var recording = await BeginAsync())
        {
            Sound.Write(recording, 0, seconds * Sound.Rate);
        }

        return await UntilAsync(static r => r.State != RecordingState.Recording);
    }

    public Task<RecordingView> UntilAsync(Func<RecordingView, bool> isSo) => Center.UntilAsync(
        async () => (await Anna.InteractionAsync(Talk.Summary.Interaction))?.Recordings.LastOrDefault(isSo), "the recording is shown so");

    public static async Task<byte[]> PlayAsync(IDesk desk, RecordingId id)
    {
        await using var opened = (await desk.OpenRecordingAsync(id)).ShouldNotBeNull();
        using var copy = new MemoryStream();
        await opened.Content.CopyToAsync(copy);
        return copy.ToArray();
    }

    public ValueTask DisposeAsync() => Center.DisposeAsync();
}

/// <summary>A storage whose recordings' files fail where a test says so, with half of what was to be written.</summary>
internal sealed class FullDisk(MemoryStorage storage) : ITenantStorageProvider
{
    public bool IsFull { get; set; }

    /// <summary>What happens before a file is removed.</summary>
    public Func<RecordingId, Task> Removing { get; set; } = static _ => Task.CompletedTask;

    public async ValueTask<ITenantStorage> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) => new Opening(await storage.OpenAsync(tenant, cancellationToken), this);

    private void Check()
    {
        if (IsFull)
        {
            throw new LogUnavailableException("No space left on device");
        }
    }

    private sealed class Opening(ITenantStorage storage, FullDisk disk) : ITenantStorage
    {
        public ILog Log => storage.Log;

        public IPersonalData PersonalData => storage.PersonalData;

        public ICustomerDirectory Customers => storage.Customers;

        public IViewStore Views => storage.Views;

        public IBlobStore Blobs => storage.Blobs;

        public IRecordingStore Recordings { get; } = new Store(storage.Recordings, disk);

        public ValueTask DisposeAsync() => storage.DisposeAsync();
    }

    private sealed class Store(IRecordingStore store, FullDisk disk) : IRecordingStore
    {
        public async ValueTask<IRecordingFile> CreateAsync(RecordingId recording, CancellationToken cancellationToken = default)
        {
            disk.Check();
            return new File(await store.CreateAsync(recording, cancellationToken), disk);
        }

        public ValueTask<Stream?> OpenAsync(RecordingId recording, CancellationToken cancellationToken = default) => store.OpenAsync(recording, cancellationToken);

        public ValueTask FinishAsync(RecordingId recording, long sizeBytes, CancellationToken cancellationToken = default) => store.FinishAsync(recording, sizeBytes, cancellationToken);

        public async ValueTask<bool> RemoveAsync(RecordingId recording, CancellationToken cancellationToken = default)
        {
            await disk.Removing(recording);
            return await store.RemoveAsync(recording, cancellationToken);
        }

        public IAsyncEnumerable<RecordingId> ListUnfinishedAsync(CancellationToken cancellationToken = default) => store.ListUnfinishedAsync(cancellationToken);
    }

    private sealed class File(IRecordingFile file, FullDisk disk) : IRecordingFile
    {
        public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        {
            await file.AppendAsync(disk.IsFull ? bytes[..(bytes.Length / 2)] : bytes, cancellationToken);
            disk.Check();
        }

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }
}
