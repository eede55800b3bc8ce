using System.Globalization;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>Where calls wait to be picked up: places with a number, of each tenant its own. Thread-safe.</summary>
/// <param name="places">How many places a tenant has.</param>
internal sealed class ParkingLot(int places)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId Tenant, string Place), CallId> _taken = [];

    /// <summary>Takes the lowest free place; null when there is none.</summary>
    public string? Take(TenantId tenant, CallId call)
    {
        lock (_lock)
        {
            for (var number = 1; number <= places; number++)
            {
                var place = number.ToString(CultureInfo.InvariantCulture);
                if (_taken.TryAdd((tenant, place), call))
                {
                    return place;
                }
            }

            return null;
        }
    }

    /// <summary>The calls at a place, of every tenant.</summary>
    public IReadOnlyList<CallId> At(string place)
    {
        lock (_lock)
        {
            return [.. _taken.Where(t => t.Key.Place == place).Select(static t => t.Value)];
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(TenantId tenant, string place)
    {
        lock (_lock)
        {
            _taken.Remove((tenant, place));
        }
    }
}
