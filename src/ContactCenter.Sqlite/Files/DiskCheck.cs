using System.Globalization;
using ContactCenter.Readiness;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Files;

/// <summary>Whether the disk under the tenants' data has room, and how long a small write takes to be safe on it. Writes a file of its own beside the data and removes it.</summary>
internal sealed class DiskCheck(IOptions<SqliteOptions> options, TimeProvider time) : IReadinessCheck
{
    private const int Writes = 5;
    private const int FailedPart = 8;

    /// <summary>What a webhook's answer waits for; slower than this, and carriers give up under load.</summary>
    private static readonly TimeSpan SlowSync = TimeSpan.FromMilliseconds(50);

    private readonly byte[] _page = new byte[4_096];

    public string Part => "disk";

    public ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var folder = TenantFolder.PathOf(options.Value.Root, tenant);
        try
        {
            return ValueTask.FromResult<IReadOnlyList<ReadinessFinding>>([Space(folder), Sync(folder, cancellationToken)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ValueTask.FromResult<IReadOnlyList<ReadinessFinding>>(
            [
                ReadinessFinding.Failed("disk.write", $"Nothing can be written in {folder}: {e.Message}", "Give the process write access to the folder, and make room on its disk.", folder, e.Message),
            ]);
        }
    }

    private ReadinessFinding Space(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var warning = options.Value.FreeSpaceWarningBytes;
        var (here, least) = (Gigabytes(free), Gigabytes(warning));
        const string remedy = "Make room on the disk: when it is full, messages are refused.";
        return free < warning / FailedPart ? ReadinessFinding.Failed("disk.full", $"The disk of {folder} has only {here} GB free; {least} GB are wanted.", remedy, folder, here, least)
            : free < warning ? ReadinessFinding.Warning("disk.space", $"The disk of {folder} has {here} GB free; {least} GB are wanted.", remedy, folder, here, least)
            : ReadinessFinding.Ok("disk.room", $"The disk of {folder} has {here} GB free.", folder, here);
    }

    /// <summary>The middle of several, so that one that waits for others' writes does not count.</summary>
    private ReadinessFinding Sync(string folder, CancellationToken cancellationToken)
    {
        var name = Path.Combine(folder, $"readiness-{Guid.CreateVersion7(time.GetUtcNow()):N}.tmp");
        var took = new List<TimeSpan>();
        using (var file = File.OpenHandle(name, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose))
        {
            for (var i = 0; i < Writes; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var started = time.GetTimestamp();
                RandomAccess.Write(file, _page, i * _page.Length);
                RandomAccess.FlushToDisk(file);
                took.Add(time.GetElapsedTime(started));
            }
        }

        var middle = took.Order().ElementAt(Writes / 2);
        var milliseconds = middle.TotalMilliseconds.ToString("0.#", CultureInfo.InvariantCulture);
        return middle > SlowSync
            ? ReadinessFinding.Warning("disk.slow", $"A write takes {milliseconds} ms to be safe on the disk of {folder}.", "Use a disk with a protected write cache or a local SSD; every message waits for this.", folder, milliseconds)
            : ReadinessFinding.Ok("disk.sync", $"A write is safe on the disk of {folder} after {milliseconds} ms.", folder, milliseconds);
    }

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture);
}
