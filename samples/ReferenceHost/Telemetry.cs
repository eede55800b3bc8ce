using OpenTelemetry;
using OpenTelemetry.Resources;

namespace ReferenceHost;

/// <summary>Traces and metrics by OTLP, where OTEL_EXPORTER_OTLP_ENDPOINT says whereto.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("contactcenter"))
            .WithTracing(t => t.AddSource("ContactCenter*", "Microsoft.AspNetCore", "System.Net.Http"))
            .WithMetrics(m => m.AddMeter("ContactCenter*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"))
            .UseOtlpExporter();
    }
}
