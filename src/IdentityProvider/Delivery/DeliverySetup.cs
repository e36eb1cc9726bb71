namespace SecureAccess.Delivery;

/// <summary>Delivery: the outbox, and the carriers of email, text, voice and letters.</summary>
public static class DeliverySetup
{
    /// <summary>Registers the outbox, its sender and the carrier.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services
            .AddSingleton<MessageTexts>()
            .AddSingleton<LetterTexts>()
            .AddSingleton<OutboxSignal>()
            .AddScoped<Outbox>()
            .AddScoped<OutboxSender>();
        services.AddScoped<DevelopmentInbox>();
        services.AddScoped<IMessageChannel>(provider =>
            provider.GetRequiredService<DevelopmentInbox>()
        );
        services
            .AddKeyedSingleton<OutboxSignal>(RoomOutbox.Signal)
            .AddScoped<RoomOutbox>()
            .AddScoped<RoomMessageSender>()
            .AddSingleton<RoomMessageLanes>()
            .AddHostedService<TellRooms>();
        return services.AddHostedService<SendOutbox>().AddHostedService<DeleteOldMessages>();
    }
}
