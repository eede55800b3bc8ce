using System.Text.Json;

namespace StubCarrier;

/// <summary>The carrier as a web application; tests start it in their own process or as another one.</summary>
public static class Carrier
{
    /// <summary>Builds it, not yet started.</summary>
    public static WebApplication Create(CarrierOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(options.Urls);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Ledger>();
        builder.Services.AddSingleton<MessageBook>();
        builder.Services.AddSingleton<NumberBook>();
        builder.Services.AddSingleton<Faults>();
        builder.Services.AddSingleton<Webhooks>();
        builder.Services.AddSingleton<Customers>();
        if (options.Demo)
        {
            builder.Services.AddHostedService(services => services.GetRequiredService<Customers>());
        }

        var app = builder.Build();
        MessagesApi.Map(app);
        MediaApi.Map(app);
        NumbersApi.Map(app);
        AdminApi.Map(app);
        return app;
    }
}
