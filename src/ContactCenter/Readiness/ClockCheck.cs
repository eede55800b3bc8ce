using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace ContactCenter.Readiness;

/// <summary>Whether the clock has gone as time has, since the host started: one that was set meanwhile makes times in the log jump.</summary>
internal sealed class ClockCheck(TimeProvider time) : IReadinessCheck, IHostedService
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(2);

    private DateTimeOffset _began = time.GetUtcNow();
    private long _stamp = time.GetTimestamp();

    public string Part => "clock";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        (_began, _stamp) = (time.GetUtcNow(), time.GetTimestamp());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var drift = time.GetUtcNow() - _began - time.GetElapsedTime(_stamp);
        var seconds = drift.TotalSeconds.ToString("+0.0;-0.0", CultureInfo.InvariantCulture);
        return ValueTask.FromResult<IReadOnlyList<ReadinessFinding>>(
        [
            drift.Duration() > Allowed
                ? ReadinessFinding.Warning("clock.drift", $"The clock was set by {seconds} s since the center was started.", "Have it set by NTP, smoothly and before the center starts (timedatectl set-ntp true).", seconds)
                : ReadinessFinding.Ok("clock.steady", "The clock has gone evenly since the center was started."),
        ]);
    }
}
